/**
 * Which lines of an analysis are mutated. All of a small one; of a large one seeded stretches, since every mutant
 * costs a run of its tests. A mutant counts only when it lies whole within a stretch.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { randomBits } from '#analysis/numerics/random.ts'

/** long enough that most blocks lie within one */
const stretch = 24

export interface Stretch {
  /** as Stryker takes it: path from the root, then first and last line, from 1 */
  readonly range: string
  /** lines that hold code */
  readonly code: number
}

/** The stretches of these files in a seeded order. */
export function stretches(root: string, sources: readonly string[], seed: number): Stretch[] {
  const files = sources.flatMap((source) => filesIn(root, source)).toSorted()
  const all = [...new Set(files)].flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n')
    return Array.from({ length: Math.ceil(lines.length / stretch) }, (_, i): Stretch => {
      const part = lines.slice(i * stretch, (i + 1) * stretch)
      return {
        range: `${file}:${i * stretch + 1}-${i * stretch + part.length}`,
        code: part.filter(isCode).length,
      }
    })
  })
  return shuffled(
    all.filter(({ code }) => code > 0),
    seed,
  )
}

/** @param source  a file, or a folder with all that is below it */
function filesIn(root: string, source: string): string[] {
  if (statSync(join(root, source)).isFile()) return [source]
  return readdirSync(join(root, source), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${source}/${name}`)
}

/** Types and comments have nothing that could be mutated. */
const isCode = (line: string): boolean =>
  !/^\s*(\/\/|\/?\*|import |export type|export interface|readonly |\}?\)?$)/.test(line)

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const bits = randomBits(seed, 0)
  return items
    .map((item) => ({ item, key: bits() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)
}
