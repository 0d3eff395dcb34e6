/** A study that the registry makes before anybody asks for it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { vendors } from '#analysis/phantom/options.ts'
import { presetNames } from '#analysis/phantom/presets.ts'
import { phantomUid } from '#dicom/write/mr/uids.ts'
import { demoStudies, firstWhole, wholeStudies } from '../../main/registry/synthesis/phantom.ts'
import { type DemoRegistry, longAxisFiles, longAxisOnly, startDemoRegistry } from './servers/demo.ts'

let registry: DemoRegistry | undefined
afterEach(() => registry?.remove())

const [study = ''] = longAxisOnly.studies
const journal = (): string[] =>
  readFileSync(join(registry?.folder ?? '', 'archive', 'journal.jsonl'), 'utf8').split('\n')

describe('a registry with a study ahead', () => {
  it('holds all of it soon after its start, though nobody asked', async () => {
    registry = await startDemoRegistry({ source: longAxisOnly, ahead: study })
    await vi.waitFor(() => expect(journal().some((line) => line.includes('"made"'))).toBe(true), 20_000)
    expect(journal().filter((line) => line.includes('"holds"'))).toHaveLength(longAxisFiles)
    expect(registry.errors).toEqual([])
  })

  it('tells why it could not be made', async () => {
    const failing = async (): Promise<never> => {
      throw new Error('no room')
    }
    const source = { ...longAxisOnly, parts: () => [{ headers: failing, files: failing }] }
    registry = await startDemoRegistry({ source, ahead: study })
    await vi.waitFor(() => expect(registry?.errors).toHaveLength(1))
  })
})

describe('the demonstration', () => {
  it('has at least twelve whole examinations: every preset, every maker, each variant of flow', () => {
    const options = wholeStudies.map((one) => one.options)
    expect(options.length).toBeGreaterThanOrEqual(12)
    expect(new Set(options.map(({ preset }) => preset))).toEqual(new Set(presetNames))
    expect(new Set(options.map(({ vendor }) => vendor))).toEqual(new Set(vendors))
    expect(options.filter(({ flow }) => flow?.venc !== undefined)).toHaveLength(1)
    expect(options.filter(({ flow }) => flow?.tilt !== undefined)).toHaveLength(1)
    expect(options.filter(({ enhanced }) => enhanced)).toHaveLength(1)
    expect(options.every(({ examination }) => examination === 'whole')).toBe(true)
  })

  it('names every study once, and has the first whole one among them', () => {
    const uids = [...demoStudies, ...wholeStudies].map((one) => phantomUid(one.options))
    expect(new Set(uids).size).toBe(uids.length)
    expect(uids).toContain(firstWhole)
  })
})
