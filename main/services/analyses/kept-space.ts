/**
 * The room that kept files take, in the order in which they were last asked for. The folder is looked through once; what
 * is written, asked for and taken away from then on is counted here, so that one file more does not cost a look at all.
 */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface KeptSpace {
  /** Takes the place of what lay there; what was not asked for longest goes until all fit. */
  wrote(path: string, bytes: number): Promise<void>
  asked(path: string): void
  /** Everything in it is gone. */
  gone(folder: string): void
}

/** @param isOurs  of the name of a folder: what is in another one is neither counted nor taken away */
export function keptSpace(
  folder: string,
  ending: string,
  limit: number,
  isOurs: (name: string) => boolean,
): KeptSpace {
  /** path to bytes: a map keeps the order in which its entries came */
  let sizes: Map<string, number> | undefined

  function moveToEnd(known: Map<string, number>, path: string, bytes: number): void {
    known.delete(path)
    known.set(path, bytes)
  }

  async function lookedThrough(): Promise<Map<string, number>> {
    const files: { readonly path: string; readonly size: number; readonly usedAt: number }[] = []
    for (const name of (await namesIn(folder)).filter(isOurs))
      for (const file of await namesIn(join(folder, name))) {
        const path = join(folder, name, file)
        const known = file.endsWith(ending) ? await unlessMissing(stat(path), undefined) : undefined
        if (known?.isFile()) files.push({ path, size: known.size, usedAt: known.mtimeMs })
      }
    return new Map(
      files.toSorted((a, b) => a.usedAt - b.usedAt).map(({ path, size }) => [path, size] as const),
    )
  }

  return {
    async wrote(path, bytes) {
      sizes ??= await lookedThrough()
      const known = sizes
      moveToEnd(known, path, bytes)
      let taken = [...known.values()].reduce((sum, size) => sum + size, 0)
      for (const [oldest, size] of known) {
        if (taken <= limit) return
        await rm(oldest, { force: true })
        known.delete(oldest)
        taken -= size
      }
    },
    asked(path) {
      const bytes = sizes?.get(path)
      if (sizes && bytes !== undefined) moveToEnd(sizes, path, bytes)
    },
    gone(taken) {
      for (const path of sizes?.keys() ?? []) if (path.startsWith(join(taken, '/'))) sizes?.delete(path)
    },
  }
}

export async function unlessMissing<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return otherwise
    throw error
  }
}

export const namesIn = (folder: string): Promise<string[]> => unlessMissing(readdir(folder), [])
