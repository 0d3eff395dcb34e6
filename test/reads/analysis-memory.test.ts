/** What main keeps of the analyses of open reads. */
import { describe, expect, it } from 'vitest'
import { createAnalysisMemory } from '../../main/services/analyses/memory.ts'

const always = () => true
const on = (here: string) => ({ here, lasting: () => here })
const bytes = (count: number) => async () => new Float32Array(count / 4)

describe('what was made of a read', () => {
  it('is made once from the same, and again from anything else', async () => {
    let made = 0
    const remembered = createAnalysisMemory().of('r1', always)
    const make = async () => ++made
    expect(await remembered('strain', on('a'), make)).toBe(1)
    expect(await remembered('strain', on('a'), make)).toBe(1)
    expect(await remembered('strain', on('b'), make)).toBe(2)
    expect(await remembered('strain', on('a'), make)).toBe(3)
    expect(await remembered('scar', on('a'), make)).toBe(4)
  })

  it('belongs to its read', async () => {
    const memory = createAnalysisMemory()
    expect(await memory.of('r1', always)('strain', on('a'), async () => 1)).toBe(1)
    expect(await memory.of('r2', always)('strain', on('a'), async () => 2)).toBe(2)
  })

  it('takes no more memory than it may, and lets go of what was not asked for longest', async () => {
    const memory = createAnalysisMemory(10_000)
    const remembered = memory.of('r1', always)
    await remembered('first', on('a'), bytes(4_000))
    await remembered('second', on('a'), bytes(4_000))
    await remembered('first', on('a'), bytes(0))
    await remembered('third', on('a'), bytes(4_000))
    expect(memory.bytes).toBeLessThanOrEqual(10_000)
    expect((await remembered('first', on('a'), bytes(0))).length).toBe(1_000)
    expect((await remembered('second', on('a'), bytes(0))).length).toBe(0)
  })

  it('that is a mistake of ours is not kept', async () => {
    const remembered = createAnalysisMemory().of('r1', (value) => value !== 'failed')
    expect(await remembered('strain', on('a'), async () => 'failed')).toBe('failed')
    expect(await remembered('strain', on('a'), async () => 'found')).toBe('found')
  })
})
