/** The JSON Schemas as `midwall schemas` prints them, and documents held against them by what they say alone. */
import { z } from 'zod'
import { schemas } from '../../main/commands/schemas.ts'

/** What the command prints with `--json`, without a process of its own. */
export async function printedSchema(...positionals: string[]): Promise<unknown> {
  let printed: unknown
  await schemas.run({
    output: {
      json: true,
      result(document) {
        printed = document
      },
      progress: () => undefined,
    },
    positionals,
    values: {},
  })
  // as it is read by who has only the text
  return JSON.parse(JSON.stringify(printed))
}

/** What is wrong with a document by a published schema; nothing where it fits. */
export async function faultsBy(name: string, document: unknown): Promise<readonly string[]> {
  const schema = await printedSchema(name)
  const reader = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  return (
    reader.safeParse(document).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
  )
}
