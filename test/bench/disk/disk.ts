/** What the disk itself gives: files written, synced and renamed into a folder that is synced too. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { figure, type Part } from '../figures.ts'

const fileBytes = 133_000
const files = 512

export function diskPart(folder: string, runs: number): Part {
  const bytes = Buffer.alloc(fileBytes, 'midwall')
  const rates = { oneByOne: [] as number[], in48: [] as number[] }
  for (let run = 0; run < runs; run++) {
    rates.oneByOne.push(storeFiles(join(folder, 'one'), bytes, 1))
    rates.in48.push(storeFiles(join(folder, 'many'), bytes, 48))
  }
  return {
    figures: {
      fileBytes,
      /** the folder is synced after each file */
      oneByOne: figure('files/s', rates.oneByOne),
      /** the folder is synced after 48 files */
      in48: figure('files/s', rates.in48),
    },
    aims: [],
  }
}

function storeFiles(folder: string, bytes: Buffer, batch: number): number {
  mkdirSync(folder, { recursive: true })
  const began = performance.now()
  for (let number = 0; number < files; number++) {
    const aside = join(folder, `${number}.part`)
    const file = openSync(aside, 'wx')
    writeSync(file, bytes)
    fsyncSync(file)
    closeSync(file)
    renameSync(aside, join(folder, String(number)))
    if ((number + 1) % batch === 0) syncFolder(folder)
  }
  const seconds = (performance.now() - began) / 1000
  rmSync(folder, { recursive: true })
  return files / seconds
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
