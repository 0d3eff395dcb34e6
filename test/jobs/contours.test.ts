/** What rests on contours alone, in a thread: the same as in this one, told about, and cancelled in the middle. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dice } from '#analysis/contours/agreement.ts'
import { type Contour, contourKeyText } from '#analysis/contours/contour.ts'
import { unpackContours } from '#analysis/contours/packed.ts'
import type { Examination } from '#analysis/examination/examination.ts'
import { interpolationOf } from '#analysis/examination/interpolation.ts'
import { packed } from '#analysis/examination/packed.ts'
import { runSegments } from '#analysis/examination/segments.ts'
import { withBeat } from '#analysis/examination/thickness.ts'
import { volumesOf } from '#analysis/examination/volumes.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Outcome } from '#analysis/units/outcome.ts'
import { mm } from '#analysis/units/units.ts'
import type { AnalysisProgress } from '#contract/analysis-jobs.ts'
import { createThreads, type Threads } from '../../main/services/jobs/threads.ts'
import { landmarksOf, phantomRead, rightContours } from '../analysis/volumes/phantom-read.ts'
import { builtWorkers } from '../built-workers.ts'
import { expectStopped } from './cancelling.ts'

let threads: Threads
beforeAll(async () => {
  threads = createThreads((await builtWorkers()).thread, { threads: 1 })
})
afterAll(() => threads.close())

const read = phantomRead({ preset: 'normal', seed: 1 })
const right = rightContours(read)
const whole: Examination = {
  stacks: [read.stack, ...Object.values(read.views)],
  contours: [...read.contours, ...right.contours],
  landmarks: landmarksOf(read),
  empty: [],
  phases: { ed: 0, es: 9 },
  papillaries: 'cavity',
  base: 'reader-slices',
  bodySizes: {},
}

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}

/** As somebody would leave it who drew every third phase of every second slice. */
const places = read.stack.frames.flatMap((phases, slice) =>
  slice % 2 === 0 ? phases.filter((_, phase) => phase % 3 === 0) : [],
)
const seen = new Set(places.map((frame) => (frame === null ? '' : imageKeyText(frame))))
const sparse: Examination = {
  ...whole,
  contours: whole.contours.filter(({ image }) => seen.has(imageKeyText(image))),
}

it('volumes and segments in a thread are those of the analysis itself, bit for bit', async () => {
  const volumes = await threads.run('volumes', { examination: packed(whole) })
  expect(volumes).toEqual(volumesOf(whole))
  expect(value(volumes).left.own.amounts.edv.measured).toBe(true)
  const segments = await threads.run('segments', { examination: packed(whole) })
  expect(segments).toEqual(withBeat(runSegments(whole), whole))
})

it('borders that nobody drew lie where the heart has them, and are told about to the end', async () => {
  const heard: AnalysisProgress[] = []
  const borders = ['lv-endocardial'] as const
  const made = value(
    await threads.run(
      'interpolation',
      { examination: packed(sparse), borders },
      { onProgress: (progress) => heard.push(progress) },
    ),
  )
  const contours = unpackContours(made.contours)
  expect({ ...made, contours }).toEqual(value(interpolationOf(sparse, borders)))
  const truth = new Map(whole.contours.map((contour) => [contourKeyText(contour), contour]))
  const shares = contours.flatMap((contour: Contour) => {
    const drawn = truth.get(contourKeyText(contour))
    return drawn === undefined ? [] : [value(dice(contour.points, drawn.points))]
  })
  expect(shares.length).toBeGreaterThan(60)
  // a few at the tip, where the cavity is a few pixels wide and gone at other phases, share less
  expect(shares.filter((share) => share < 0.9).length).toBeLessThan(0.05 * shares.length)
  expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.97)
  expect(new Set(contours.map(({ origin }) => origin))).toEqual(new Set(['interpolated']))
  const parts = heard.map(({ done, total }) => done / total)
  expect(parts).toEqual([...parts].sort((a, b) => a - b))
  expect(parts.at(-1)).toBe(1)
})

it('interpolation is cancelled within 200 ms between two borders, and the next job runs', async () => {
  const fine = {
    examination: packed(sparse),
    borders: ['rv-endocardial'],
    options: { step: mm(0.3) },
  } as const
  await expectStopped(threads, (listening) => threads.run('interpolation', fine, listening))
})

it('interpolation of an examination without a cine or without the border is refused by name', () => {
  expect(interpolationOf({ ...whole, stacks: [] }, ['lv-endocardial'])).toMatchObject({ reason: 'no-images' })
  expect(interpolationOf(whole, ['ra-endocardial'])).toMatchObject({ reason: 'no-contours' })
})

it('interpolation of what it has filled already says that nothing is left to fill', () => {
  const { contours } = value(interpolationOf(sparse, ['lv-endocardial']))
  const filled = { ...sparse, contours: [...sparse.contours, ...contours] }
  expect(interpolationOf(filled, ['lv-endocardial'])).toMatchObject({
    reason: 'no-contours',
    detail: 'no slice or phase without a contour lies between two of the same border',
  })
})

it('a border that was drawn open stays as it is, and none is laid over it', () => {
  const made = value(interpolationOf(sparse, ['lv-endocardial']))
  const [first] = made.contours
  if (first === undefined) throw new Error('nothing was made')
  const open: Contour = { ...first, closed: false, origin: 'drawn' }
  const less = value(interpolationOf({ ...sparse, contours: [...sparse.contours, open] }, ['lv-endocardial']))
  expect(less.contours.map(contourKeyText)).not.toContain(contourKeyText(first))
  const counted = (parts: typeof made.parts): number =>
    parts.reduce((sum, { outcome }) => sum + (outcome.measured ? outcome.value.made.length : 0), 0)
  expect(counted(less.parts)).toBe(less.contours.length)
  expect(less.contours).toHaveLength(made.contours.length - 1)
})

it('nothing is interpolated where somebody saw that the ventricle is not there', () => {
  const made = value(interpolationOf(sparse, ['lv-endocardial']))
  const [first] = made.contours
  if (first === undefined) throw new Error('nothing was made')
  const marked = { image: first.image, chamber: 'lv', assumed: false } as const
  const less = value(interpolationOf({ ...sparse, empty: [marked] }, ['lv-endocardial']))
  expect(less.contours).toHaveLength(made.contours.length - 1)
  const other = { ...marked, chamber: 'rv' } as const
  expect(value(interpolationOf({ ...sparse, empty: [other] }, ['lv-endocardial'])).contours).toEqual(
    made.contours,
  )
})
