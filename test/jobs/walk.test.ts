import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WalkedEntry } from '#contract/jobs.ts'
import { walk } from '../../workers/jobs/walk.ts'
import { ownFolder } from '../own-folder.ts'

let root: string
beforeEach(() => {
  root = ownFolder(tmpdir(), 'midwall-walk')
})
// which reaches further down than any path of Node's
afterEach(() => execFileSync('rm', ['-rf', root]))

function walked(maxFiles = 1_000): string[] {
  const met: WalkedEntry[] = []
  walk({ root, maxFiles }, { report: (batch) => met.push(...batch), transfer: () => {} })
  return met.map(({ path, kind }) => `${kind} ${path}`)
}

describe('a walk through a folder', () => {
  it('names everything once, in the order of names, and follows nothing out of it', () => {
    mkdirSync(join(root, 'b'))
    writeFileSync(join(root, 'b', 'image.dcm'), 'x')
    writeFileSync(join(root, 'a.zip'), 'PK\x03\x04')
    symlinkSync('/etc', join(root, 'c'))
    execFileSync('mkfifo', [join(root, 'd')])
    expect(walked()).toEqual(['zip a.zip', 'file b/image.dcm', 'link c', 'pipe d'])
  })

  it('names a folder that cannot be listed, and goes on', () => {
    // A path that is too long: a folder that no account can list.
    const goDown = `
      const { mkdirSync } = require('node:fs')
      process.chdir(process.argv[1])
      for (let i = 0; i < 25; i++) {
        mkdirSync('x'.repeat(200))
        process.chdir('x'.repeat(200))
      }`
    execFileSync(process.execPath, ['-e', goDown, root])
    writeFileSync(join(root, 'z'), 'x')
    const said = walked()
    expect(said.map((line) => line.slice(0, 13))).toEqual(['unreadable xx', 'file z'])
  })

  it('ends at the first file that is too many, and names it', () => {
    for (const name of ['1', '2', '3', '4']) writeFileSync(join(root, name), 'x')
    expect(walked(2)).toEqual(['file 1', 'file 2', 'beyond 3'])
  })
})
