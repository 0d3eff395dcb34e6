import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { ImageSource } from '#contract/analysis-jobs.ts'
import { inspect } from '#dicom/inspect.ts'
import { frameCount } from '#dicom/pixels/frames.ts'
import { loadImages } from '../../workers/pixels/load.ts'
import { UnreadablePixels } from '../../workers/pixels/values.ts'
import { writeSyntheticStudy } from '../library/synthetic-study.ts'
import { project } from '../library/workplace.ts'

const folder = mkdtempSync(join(tmpdir(), 'midwall-load-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Every frame of every file, as the library would name it. */
function sourcesOf(name: string, enhanced: boolean): ImageSource[] {
  const root = join(folder, name)
  mkdirSync(root)
  const paths = writeSyntheticStudy(root, { enhanced, roles: ['cine-2ch'] }).map((path) => join(root, path))
  return paths.flatMap((file) => {
    const inspection = inspect(readFileSync(file), { project: { protocolId: project } })
    if (inspection.kind !== 'image') throw new Error(`${file} is ${inspection.kind}`)
    const { facts, frames } = inspection
    expect(facts.frames).toHaveLength(frameCount(frames))
    return facts.frames.map(({ frame, plane, rescaleSlope, rescaleIntercept }): ImageSource => {
      if (!plane) throw new Error('a synthetic frame has a plane')
      const { sopInstanceUid, pixels } = facts
      const place = { sopInstanceUid, frame, file, frames: JSON.stringify(frames) }
      return { ...place, pixels, plane, rescaleSlope, rescaleIntercept }
    })
  })
}

const single = sourcesOf('single', false)

describe('images of stored files', () => {
  it('are the same numbers from one object a picture and from one for all pictures', async () => {
    const enhanced = sourcesOf('enhanced', true)
    expect(new Set(enhanced.map(({ file }) => file)).size).toBe(1)
    const [a, b] = [await loadImages(single), await loadImages(enhanced)]
    expect(b.map(({ pixels }) => [...pixels])).toEqual(a.map(({ pixels }) => [...pixels]))
    expect(a).toHaveLength(14)
    expect(a.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual(
      single.map((source) => source.sopInstanceUid),
    )
  })

  it('say how far they are', async () => {
    const heard: string[] = []
    await loadImages(single.slice(0, 3), { progress: (done, total) => heard.push(`${done}/${total}`) })
    expect(heard).toEqual(['1/3', '2/3', '3/3'])
  })

  it('are refused before any memory is taken when they are too many', async () => {
    const whole = 4 * 64 * 64 * single.length
    await expect(loadImages(single, { mostBytes: whole })).resolves.toHaveLength(single.length)
    await expect(loadImages(single, { mostBytes: whole - 1 })).rejects.toThrow(
      `14 images take ${whole} bytes, more than the ${whole - 1} of a job`,
    )
  })

  it('are refused when the file has become shorter or the plane is another', async () => {
    const [first] = single
    if (!first) throw new Error('no image')
    const file = join(folder, 'cut', 'cut.dcm')
    mkdirSync(dirname(file))
    writeFileSync(file, readFileSync(first.file).subarray(0, -100))
    await expect(loadImages([{ ...first, file }])).rejects.toThrow(UnreadablePixels)
    const wider = { ...first, plane: { ...first.plane, columns: 65 } }
    await expect(loadImages([wider])).rejects.toThrow('differ in size')
  })
})
