/** Contours of one phase carried to the others of the beat, on the pictures of a synthetic study. */
import { beforeAll, describe, expect, it } from 'vitest'
import { polygonArea } from '#analysis/contours/polygon.ts'
import type { Examination } from '#analysis/examination/examination.ts'
import { type Loaded, loadedImages } from '#analysis/examination/images.ts'
import {
  assembledPropagation,
  type PropagatedContours,
  type PropagationPlan,
  propagationImages,
  propagationTasks,
  runPropagation,
} from '#analysis/examination/propagation.ts'
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { at } from '#analysis/units/at.ts'
import { unmeasured } from '#analysis/units/outcome.ts'
import { loadImages } from '../../../workers/pixels/load.ts'
import { trial } from '../../trial.ts'
import type { ExaminationOnDisk } from './on-disk.ts'
import { studiesOnDisk } from './studies.ts'

const options: PhantomStudyOptions = {
  preset: 'normal',
  seed: 3,
  small: true,
  ...trial,
}
const onDisk = studiesOnDisk()

let study: ExaminationOnDisk
/** contoured at end-diastole alone, on two slices */
let examination: Examination
let plan: PropagationPlan
let found: PropagatedContours
let es: number
const [upper, lower] = [3, 4]
beforeAll(async () => {
  study = onDisk('cine', options, ['cine-sax'])
  const [cine] = study.examination.stacks
  const { phases } = study.examination
  es = phases.es ?? Number.NaN
  const kept = new Set(
    [upper, lower].flatMap((slice) => {
      const frame = cine?.frames[slice]?.[phases.ed ?? -1]
      return frame ? [imageKeyText(frame)] : []
    }),
  )
  examination = {
    ...study.examination,
    contours: study.examination.contours.filter(({ image }) => kept.has(imageKeyText(image))),
    empty: [],
  }
  plan = planOf(examination)
  const outcomes = []
  for (const task of plan.tasks) outcomes.push(runPropagation(task, await load(task)))
  found = assembledPropagation(examination, plan, outcomes)
})

const load = async (task: PropagationPlan['tasks'][number]): Promise<Loaded> =>
  loadedImages(await loadImages(study.sources(propagationImages(task))))

function planOf(of: Examination): PropagationPlan {
  const outcome = propagationTasks(of)
  if (!outcome.measured) throw new Error(`${outcome.reason}: ${outcome.detail}`)
  return outcome.value
}

const areaAt = (contours: Examination['contours'], slice: number, phase: number): number => {
  const frame = study.examination.stacks[0]?.frames[slice]?.[phase]
  if (!frame?.facts.plane) throw new Error('no such frame')
  const border = contours.find(
    (one) => imageKeyText(one.image) === imageKeyText(frame) && one.border === 'lv-endocardial',
  )
  return border === undefined ? Number.NaN : polygonArea(border.points, frame.facts.plane)
}

describe('contours of end-diastole', () => {
  it('are one task a slice, with all phases of it', () => {
    expect(plan.tasks.map(({ name, slice }) => [name, slice])).toEqual([
      ['slice 4', upper],
      ['slice 5', lower],
    ])
    const phases = study.examination.stacks[0]?.phaseCount
    expect(plan.tasks.map(({ images }) => images.length)).toEqual([phases, phases])
    expect(plan.notCarried).toEqual([])
  })

  it('reach end-systole within a fifth of the area that is true there, and name how', () => {
    for (const slice of [upper, lower]) {
      const truth = areaAt(study.examination.contours, slice, es)
      expect(Math.abs(areaAt(found.contours, slice, es) / truth - 1)).toBeLessThan(0.2)
    }
    expect(found).toMatchObject({ method: 'bspline-registration-tracking', notCarried: [] })
  })

  it('stay as they were drawn, and those that nobody drew say so', () => {
    expect(found.contours.slice(0, examination.contours.length)).toEqual(examination.contours)
    const carried = found.contours.slice(examination.contours.length)
    expect(new Set(carried.map(({ origin }) => origin))).toEqual(new Set(['propagated']))
    expect(carried).toHaveLength(found.quality.filter(({ quality }) => quality > 0).length)
    expect(found.quality.every(({ residual }) => residual >= 0)).toBe(true)
  })
})

describe('what is not carried', () => {
  const outcomesWith = (quality: 0 | 2) =>
    plan.tasks.map(({ images, drawn }) => ({
      measured: true as const,
      value: {
        borders: [
          { ...at(drawn, 0), image: at(images, 0), phase: 0, quality: 3 as const, residual: 0 },
          { ...at(drawn, 0), image: at(images, 4), phase: 4, quality, residual: 0.4 },
        ],
        corrections: [],
        warnings: ['from phase 1: tissue misses its place'],
      },
      warnings: [],
    }))

  it('is a border that could not be followed: it is left out, with its quality and a warning', () => {
    const doubted = assembledPropagation(examination, plan, outcomesWith(0))
    expect(doubted.contours).toEqual(examination.contours)
    expect(doubted.quality.filter(({ phase }) => phase === 4)).toMatchObject([
      { name: 'slice 4', quality: 0, residual: 0.4 },
      { name: 'slice 5', quality: 0 },
    ])
    const count = at(plan.tasks, 0).images.length
    expect(doubted.warnings).toContain(
      `slice 4: the lv-endocardial contour could not be followed to phase 5 of ${count} and is left out there`,
    )
    expect(doubted.warnings).toContain('slice 4: from phase 1: tissue misses its place')
    expect(assembledPropagation(examination, plan, outcomesWith(2)).contours).toHaveLength(
      examination.contours.length + 2,
    )
  })

  it('is a border to an image on which somebody saw no ventricle', () => {
    const empty = plan.tasks.map(({ images }) => ({
      image: at(images, 4),
      chamber: 'lv' as const,
      assumed: false,
    }))
    const spared = assembledPropagation({ ...examination, empty }, plan, outcomesWith(2))
    expect(spared.contours).toEqual(examination.contours)
    const right = empty.map((mark) => ({ ...mark, chamber: 'rv' as const }))
    expect(
      assembledPropagation({ ...examination, empty: right }, plan, outcomesWith(2)).contours,
    ).toHaveLength(examination.contours.length + 2)
  })

  it('is a slice that refuses, named with its reason', () => {
    const [first] = outcomesWith(2)
    if (!first) throw new Error('two slices')
    const why = unmeasured('unusable-images', 'phase 3: all pixels are 0')
    const partly = assembledPropagation(examination, plan, [first, why])
    expect(partly.notCarried).toEqual([
      { name: 'slice 5', reason: 'unusable-images', detail: 'phase 3: all pixels are 0' },
    ])
    expect(partly.quality.every(({ name }) => name === 'slice 4')).toBe(true)
  })

  it('is a slice with a hole in its beat', () => {
    const [cine] = examination.stacks
    if (!cine) throw new Error('a cine')
    const holed = {
      ...cine,
      frames: cine.frames.map((frames, slice) =>
        slice === upper ? frames.map((frame, phase) => (phase === 9 ? null : frame)) : frames,
      ),
    }
    const holes = planOf({ ...examination, stacks: [holed] })
    expect(holes.tasks.map(({ name }) => name)).toEqual(['slice 5'])
    expect(holes.notCarried).toEqual([
      { name: 'slice 4', reason: 'no-phases', detail: 'phases that are missing: 1' },
    ])
    const single = examination.contours.filter(({ image }) =>
      cine.frames[upper]?.some((frame) => frame && imageKeyText(frame) === imageKeyText(image)),
    )
    expect(propagationTasks({ ...examination, stacks: [holed], contours: single })).toEqual({
      measured: false,
      reason: 'no-phases',
      detail: 'slice 4: phases that are missing: 1',
    })
  })

  it('is everything without a cine, and without a contour', () => {
    expect(propagationTasks({ ...examination, stacks: [] })).toEqual({
      measured: false,
      reason: 'no-images',
      detail: 'the study has no cine',
    })
    expect(propagationTasks({ ...examination, contours: [] })).toEqual({
      measured: false,
      reason: 'no-contours',
      detail: 'no cine is contoured',
    })
  })
})
