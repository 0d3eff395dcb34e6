/** `midwall phantom`: a synthetic examination with its truth and its exact contours beside it. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { truthDocumentSchema } from '#contract/analysis-documents/truth.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { exits, midwall } from './midwall.ts'
import { temporaryFiles } from './written.ts'

const folder = dirname(temporaryFiles()('here', ''))
const made = async (name: string, ...more: string[]) => {
  const out = join(folder, name)
  const { code, stdout } = await midwall(['phantom', out, '--small', '--json', ...more])
  expect(code).toBe(exits.done)
  const document = (file: string): unknown => JSON.parse(readFileSync(join(out, file), 'utf8'))
  const files = readdirSync(join(out, 'dicom'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  return { out, said: JSON.parse(stdout) as { study: string; files: number }, files, document }
}

describe('a synthetic examination by command', () => {
  it('is files, a truth that its published schema takes, and contours', async () => {
    const { said, files, document } = await made('infarct', '--preset', 'infarct', '--tilt', '20')
    expect(said.files).toBe(files.length)
    const truth = truthDocumentSchema.parse(document('truth.json'))
    expect(truth.preset).toBe('infarct')
    expect(truth.flow.tilt).toBe(20)
    expect(truth.scar.mass).toBeGreaterThan(5)
    expect(contourFileSchema.parse(document('contours.json')).study).toBe(said.study)
  })

  it('is the same for the same seed and another for another, aliased or enhanced', async () => {
    const args = ['--preset', 'normal', '--vendor', 'ge']
    const [one, again] = [await made('one', ...args), await made('again', ...args)]
    expect(again.said.study).toBe(one.said.study)
    const bytes = (of: typeof one, i: number): Buffer => readFileSync(of.files[i] ?? '')
    for (const i of [0, 100, one.files.length - 1]) expect(bytes(again, i).equals(bytes(one, i))).toBe(true)
    const aliased = await made('aliased', ...args, '--venc', '60', '--enhanced')
    expect(aliased.said.study).not.toBe(one.said.study)
    expect(aliased.files.length).toBeLessThan(30)
    expect(truthDocumentSchema.parse(aliased.document('truth.json')).flow).toMatchObject({
      venc: 60,
      aliases: true,
    })
  })

  it.each([
    ['no place', ['phantom', '--preset', 'normal']],
    ['no preset', ['phantom', 'x']],
    ['an unknown preset', ['phantom', 'x', '--preset', 'giraffe']],
    ['an unknown maker', ['phantom', 'x', '--preset', 'normal', '--vendor', 'acme']],
    ['half a seed', ['phantom', 'x', '--preset', 'normal', '--seed', '0.5']],
    ['a plane along the vessel', ['phantom', 'x', '--preset', 'normal', '--tilt', '90']],
    ['no VENC', ['phantom', 'x', '--preset', 'normal', '--venc', '0']],
    ['all of it coming back', ['phantom', 'x', '--preset', 'normal', '--regurgitation', '1']],
  ])('is refused as wrong usage with %s', async (_, args) => {
    const { code, stdout } = await midwall(args, { cwd: folder })
    expect([code, stdout]).toEqual([exits.usage, ''])
  })
})
