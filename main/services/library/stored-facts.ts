/** What the index keeps of a study's images, in portions: one long query would hold main's event loop. */
import type { Rows } from './rows.ts'

const rowsAtATime = 200

type FactsRow = ReturnType<Rows['factsAfter']>[number]

/** Ascending by UID. */
export async function* factsInPortions(
  rows: Rows,
  study: string,
): AsyncGenerator<readonly FactsRow[], void, undefined> {
  let last = ''
  for (;;) {
    const portion = rows.factsAfter(study, last, rowsAtATime)
    yield portion
    const end = portion.at(-1)
    if (!end || portion.length < rowsAtATime) return
    last = end.sop_instance_uid
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** `InstanceFacts` as JSON, of every image. */
export async function factsOfStudy(rows: Rows, study: string): Promise<string[]> {
  const facts: string[] = []
  for await (const portion of factsInPortions(rows, study)) facts.push(...portion.map((row) => row.facts))
  return facts
}
