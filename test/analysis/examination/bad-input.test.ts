/**
 * What a site or a reader may send that is wrong, given to the analyses of a whole examination. Each is refused by name,
 * or the number that is given all the same says what is wrong with it. No analysis throws, and none gives NaN.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Border, Contour } from '#analysis/contours/contour.ts'
import type { Examination, Findings } from '#analysis/examination/examination.ts'
import { flowImages, flowTasks, runFlow } from '#analysis/examination/flow.ts'
import { type Loaded, loadedImages } from '#analysis/examination/images.ts'
import { mappingImages, mappingTask, runEcv, runMapping } from '#analysis/examination/mapping.ts'
import {
  assembledPerfusion,
  perfusionImages,
  perfusionTasks,
  runPerfusionTask,
} from '#analysis/examination/perfusion.ts'
import { runScar, scarImages, scarTask } from '#analysis/examination/scar.ts'
import { runSegments } from '#analysis/examination/segments.ts'
import { assembledStrain, runStrainTask, strainImages, strainTasks } from '#analysis/examination/strain.ts'
import { volumesOf } from '#analysis/examination/volumes.ts'
import { type ImagePlane, planeNormal } from '#analysis/geometry/plane.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import type { TissueMapping } from '#analysis/mapping/mapping.ts'
import { isMeasured } from '#analysis/measurements/measurement.ts'
import { type FrameFacts, type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { SeriesRole, Stack, StackFrame } from '#analysis/protocol/stack.ts'
import { at } from '#analysis/units/at.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import { cmPerS, ms } from '#analysis/units/units.ts'
import { loadImages } from '../../../workers/pixels/load.ts'
import type { ExaminationOnDisk } from './on-disk.ts'
import { studiesOnDisk, wholeInfarct } from './studies.ts'

const roles: readonly SeriesRole[] = [
  'cine-sax',
  'cine-4ch',
  'lge-sax',
  'molli-native',
  'molli-post',
  'perfusion-rest',
  'perfusion-stress',
  'flow-phase',
  'flow-magnitude',
]

const onDisk = studiesOnDisk()
let study: ExaminationOnDisk
let good: Examination
/** every image that any of the analyses asks for, as it was acquired */
let pictures: ReadonlyMap<string, MeasuredImage>

beforeAll(async () => {
  study = onDisk('bad', wholeInfarct, roles)
  good = study.examination
  const keys = good.stacks.flatMap(({ frames }) => frames.flat().flatMap((frame) => frame ?? []))
  const images = await loadImages(study.sources(keys))
  pictures = new Map(images.map((image) => [imageKeyText(image), image]))
})

/** How the values of a picture are spoilt. */
type Spoil = (pixels: Float32Array) => Float32Array
const asAcquired: Spoil = (pixels) => pixels
const zeros: Spoil = (pixels) => new Float32Array(pixels.length)
const nan: Spoil = (pixels) => pixels.map((value, i) => (i === pixels.length / 2 ? Number.NaN : value))
/** brightness that does not change with time */
const noBolus: Spoil = (pixels) => pixels.map((_, i) => 50 + (i % 7))
const saturated: Spoil = (pixels) => pixels.map((value) => Math.min(value, 20))

const loader =
  (spoil: Spoil) =>
  (keys: readonly ImageKey[]): Loaded =>
    loadedImages(
      keys.map((key) => {
        const image = pictures.get(imageKeyText(key))
        if (!image) throw new Error(`no picture ${imageKeyText(key)}`)
        return { ...image, pixels: spoil(image.pixels) }
      }),
    )

type Run = (examination: Examination, spoil?: Spoil) => Outcome<Findings>

const analyses = {
  volumes: (examination) => volumesOf(examination),
  segments: (examination) => runSegments(examination),
  strain: (examination, spoil = asAcquired) => {
    const plan = strainTasks(examination)
    if (!plan.measured) return plan
    // one slice and one view show how all are treated
    const tasks = [
      ...plan.value.tasks.filter(({ kind }) => kind === 'slice').slice(2, 3),
      ...plan.value.tasks.filter(({ kind }) => kind === 'view'),
    ]
    const few = { ...plan.value, tasks: tasks.length === 0 ? plan.value.tasks : tasks }
    const tracked = few.tasks.map((task) => runStrainTask(task, loader(spoil)(strainImages(task))))
    return measured(assembledStrain(examination, few, tracked))
  },
  scar: (examination, spoil = asAcquired) => {
    const task = scarTask(examination)
    return task.measured ? runScar(examination, task.value, loader(spoil)(scarImages(task.value))) : task
  },
  perfusion: (examination, spoil = asAcquired) => {
    const plan = perfusionTasks(examination)
    if (!plan.measured) return plan
    const tasks = plan.value.tasks.filter(({ slice }) => slice === 1)
    const slices = tasks.map((task) =>
      runPerfusionTask(examination, task, loader(spoil)(perfusionImages(task))),
    )
    return measured(
      assembledPerfusion({ ...plan.value, tasks }, slices, examination, unmeasured('no-partner')),
    )
  },
  mapping: (examination, spoil = asAcquired) => {
    const task = mappingTask(examination, 't1-native')
    if (!task.measured) return task
    return measured(runMapping(examination, task.value, loader(spoil)(mappingImages(task.value))))
  },
  ecv: (examination) => {
    const map = (parameter: 't1-native' | 't1-post'): Outcome<TissueMapping> => {
      const task = mappingTask(examination, parameter)
      if (!task.measured) return task
      return measured(runMapping(examination, task.value, loader(asAcquired)(mappingImages(task.value))))
    }
    return runEcv(examination, map('t1-native'), map('t1-post'))
  },
  flow: (examination, spoil = asAcquired) => {
    const tasks = flowTasks(examination)
    if (!tasks.measured) return tasks
    const task = at(tasks.value, 0)
    return measured(runFlow(examination, task, loader(spoil)(flowImages(task))))
  },
} as const satisfies Readonly<Record<string, Run>>
type AnalysisUnderTest = keyof typeof analyses

/** Every sentence that an analysis says of its input, and every reason for which it gives no number. */
function said(outcome: Outcome<Findings>): string[] {
  if (!outcome.measured) return [`${outcome.reason}: ${outcome.detail ?? ''}`]
  const { measurements, warnings } = outcome.value
  return [
    ...warnings,
    ...outcome.warnings,
    ...measurements.flatMap((m) =>
      isMeasured(m) ? m.warnings : [`${m.quantity} ${m.unmeasured}: ${m.detail ?? ''}`],
    ),
  ]
}

/** The examination with the frames of some series changed. */
function withFrames(
  role: SeriesRole,
  change: (frame: StackFrame, slice: number, phase: number) => StackFrame | null,
  more: Partial<Stack> = {},
): (examination: Examination) => Examination {
  return (examination) => ({
    ...examination,
    stacks: examination.stacks.map((stack) =>
      stack.role === role
        ? {
            ...stack,
            ...more,
            frames: stack.frames.map((frames, slice) =>
              frames.map((frame, phase) => (frame === null ? null : change(frame, slice, phase))),
            ),
          }
        : stack,
    ),
  })
}
const withFacts = (role: SeriesRole, facts: Partial<FrameFacts>) =>
  withFrames(role, (frame) => ({ ...frame, facts: { ...frame.facts, ...facts } }))
function withoutFacts(role: SeriesRole, field: keyof FrameFacts) {
  return withFrames(role, (frame) => {
    const { [field]: _, ...facts } = frame.facts
    return { ...frame, facts: facts as FrameFacts }
  })
}

/** The examination with the contours of some images of a series changed. */
const withContours =
  (role: SeriesRole, change: (contour: Contour, slice: number, phase: number) => readonly Contour[]) =>
  (examination: Examination): Examination => {
    const places = new Map(
      examination.stacks
        .filter((stack) => stack.role === role)
        .flatMap(({ frames }) =>
          frames.flatMap((phases, slice) =>
            phases.flatMap((frame, phase) => (frame ? [[imageKeyText(frame), [slice, phase]] as const] : [])),
          ),
        ),
    )
    return {
      ...examination,
      contours: examination.contours.flatMap((contour) => {
        const place = places.get(imageKeyText(contour.image))
        return place === undefined ? [contour] : change(contour, at(place, 0), at(place, 1))
      }),
    }
  }
const of = (wanted: Border, change: (contour: Contour) => readonly Contour[]) => (contour: Contour) =>
  contour.border === wanted ? change(contour) : [contour]

const swapped: Readonly<Partial<Record<Border, Border>>> = {
  'lv-endocardial': 'lv-epicardial',
  'lv-epicardial': 'lv-endocardial',
}
const insideOut = (contour: Contour): readonly Contour[] => [
  { ...contour, border: swapped[contour.border] ?? contour.border },
]
/** columns to the right: the thickness of a wall in these pixels */
const aside = of('lv-endocardial', (one) => [{ ...one, points: one.points.map(([x, y]) => [x + 5, y]) }])
const figureOfEight = of('lv-endocardial', (one) => [
  {
    ...one,
    points: [...one.points.slice(0, 10), ...one.points.slice(10, 60).toReversed(), ...one.points.slice(60)],
  },
])
const [upper, lower] = [2, 5]

/** What was drawn on one slice lies on another, at each phase of both ends of systole. */
function onWrongSlice(examination: Examination): Examination {
  const [cine] = examination.stacks.filter(({ role }) => role === 'cine-sax')
  return withContours('cine-sax', (contour, slice, phase) => {
    if (slice !== upper && slice !== lower) return [contour]
    const frame = cine?.frames[slice === upper ? lower : upper]?.[phase]
    if (!frame) throw new Error('no such frame')
    const { sopInstanceUid } = frame
    return [{ ...contour, image: { sopInstanceUid, frame: frame.frame } }]
  })(examination)
}

/** The stacks as they are sorted where headers of the short-axis cine say something else. */
const withHeaders =
  (change: (frame: FrameFacts, slice: number) => FrameFacts | null) =>
  (examination: Examination): Examination => {
    const instances = examination.stacks.flatMap(({ role, frames }) =>
      frames.flatMap((phases, slice) =>
        phases.flatMap((frame) => {
          if (frame === null) return []
          if (role !== 'cine-sax') return [frame.instance]
          const changed = change(frame.facts, slice)
          return changed === null ? [] : [{ ...frame.instance, frames: [changed] }]
        }),
      ),
    )
    return { ...examination, stacks: sortIntoStacks(instances).stacks }
  }
/** Without what the images say of their place. */
const unplaced = ({ plane: _, ...facts }: FrameFacts): FrameFacts => facts
const movedBy = (facts: FrameFacts, along: number): FrameFacts => {
  const { plane } = facts
  if (!plane) throw new Error('a plane')
  const normal = planeNormal(plane)
  const position = plane.position.map((value, k) => value + along * at(normal, k))
  return { ...facts, plane: { ...plane, position: [at(position, 0), at(position, 1), at(position, 2)] } }
}

function planeOf(slice: number): ImagePlane {
  const frame = good.stacks.find(({ role }) => role === 'cine-sax')?.frames[slice]?.[0]
  if (!frame?.facts.plane) throw new Error('no such slice')
  return frame.facts.plane
}

function withoutVenc(examination: Examination): Examination {
  return {
    ...examination,
    stacks: examination.stacks.map(({ venc: _, ...stack }) => stack),
  }
}

type Case = readonly [
  what: string,
  analysis: AnalysisUnderTest,
  change: (examination: Examination) => Examination,
  sentence: RegExp,
  spoil?: Spoil,
]
const same = (examination: Examination): Examination => examination
const sample = (fraction: number) => (examination: Examination) => ({
  ...examination,
  haematocrit: { kind: 'sample', fraction } as const,
})
const only = (role: SeriesRole, wanted: number) =>
  withContours(role, (contour, slice) => (slice === wanted ? [contour] : []))
const oneSlice =
  (role: SeriesRole, slice: number) =>
  (examination: Examination): Examination => ({
    ...examination,
    stacks: examination.stacks.map((stack) =>
      stack.role === role ? { ...stack, frames: stack.frames.slice(slice, slice + 1) } : stack,
    ),
  })
const undrawn = (role: SeriesRole) => withContours(role, () => [])
const both =
  (...changes: readonly ((examination: Examination) => Examination)[]) =>
  (examination: Examination): Examination =>
    changes.reduce((changed, change) => change(changed), examination)

const cases: readonly Case[] = [
  // missing geometry
  [
    'a short axis without places',
    'volumes',
    withoutFacts('cine-sax', 'plane'),
    /^lv-edv no-geometry: slice 2 at phase 1/,
  ],
  [
    'a short axis without places',
    'segments',
    withoutFacts('cine-sax', 'plane'),
    /^no-geometry: contoured short-axis images/,
  ],
  [
    'late enhancement without places',
    'scar',
    withoutFacts('lge-sax', 'plane'),
    /^no-geometry: .*slice 2 is contoured and does not say/,
  ],
  [
    'a map without places',
    'mapping',
    withoutFacts('molli-native', 'plane'),
    /^no-geometry: MOLLI native, slice 1 is contoured/,
  ],
  [
    'a first pass at rest without places',
    'perfusion',
    withoutFacts('perfusion-rest', 'plane'),
    /slice 1 is contoured and does not say where it lies/,
  ],
  [
    'a first pass without places',
    'perfusion',
    both(withoutFacts('perfusion-rest', 'plane'), withoutFacts('perfusion-stress', 'plane')),
    /^no-geometry: .*slice 1 is contoured/,
  ],
  [
    'headers that place no image of the short axis',
    'volumes',
    withHeaders(unplaced),
    /^no-images: the study has no short-axis cine/,
  ],
  // contradictory geometry
  [
    'a slice that lies where its neighbour lies',
    'volumes',
    withHeaders((facts, slice) => (slice === 3 ? { ...facts, plane: planeOf(2) } : facts)),
    /^lv-edv missing-slice: a slice was not acquired between slice 3 of 6/,
  ],
  [
    'a slice far from its neighbours',
    'volumes',
    withHeaders((facts, slice) => (slice === 3 ? movedBy(facts, 7) : facts)),
    /^slices are unevenly spaced/,
  ],
  [
    'a slice that is missing between others',
    'volumes',
    withHeaders((facts, slice) => (slice === 3 ? null : facts)),
    /^lv-edv missing-slice: a slice was not acquired between slice 3 of 6/,
  ],
  // one slice, one phase
  [
    'one contoured slice',
    'volumes',
    only('cine-sax', 3),
    /^provisional: of 7 slices, slices 3, 5 are neither contoured nor marked no LV/,
  ],
  [
    'one contoured slice',
    'segments',
    both(only('cine-sax', 3), undrawn('cine-4ch'), (e) => ({
      ...e,
      landmarks: e.landmarks.filter(({ kind }) => kind.startsWith('rv')),
    })),
    /too-few-slices: 1 slices/,
  ],
  [
    'late enhancement of one slice',
    'scar',
    oneSlice('lge-sax', 3),
    /^a single slice: volumes are of its own thickness/,
  ],
  [
    'a short axis of one slice',
    'volumes',
    withHeaders((facts, slice) => (slice === 3 ? facts : null)),
    /^lv-edv single-slice/,
  ],
  [
    'one phase',
    'volumes',
    withFrames('cine-sax', (frame) => frame, { phaseCount: 1 }),
    /^lv-esv no-phases: phase 6 was chosen, the stack has 1/,
  ],
  [
    'one phase',
    'strain',
    withFrames('cine-sax', (frame) => frame, { phaseCount: 1 }),
    /^no-phases: phase 6 was chosen, the stack has 1/,
  ],
  // endo outside epi, crossing contours
  [
    'endo outside epi',
    'volumes',
    withContours('cine-sax', insideOut),
    /^LV, phase 1 of 14, slice 2: the endocardial contour lies outside/,
  ],
  [
    'endo outside epi',
    'segments',
    withContours('cine-sax', insideOut),
    /slice 2 at ED is left out: 200 endocardial points lie outside/,
  ],
  [
    'endo outside epi',
    'strain',
    withContours('cine-sax', insideOut),
    /gcs-peak contours-cross: slice \d: the endocardial contour lies outside/,
  ],
  [
    'endo outside epi',
    'scar',
    withContours('lge-sax', insideOut),
    /scar-mass contours-cross: slice 2: .* of the cavity lie outside/,
  ],
  [
    'endo outside epi',
    'mapping',
    withContours('molli-native', insideOut),
    /t1-native contours-cross: .* of the cavity lie outside/,
  ],
  [
    'endo outside epi',
    'perfusion',
    withContours('perfusion-rest', insideOut),
    /perf-motion contours-cross: .* of the cavity lie outside/,
  ],
  [
    'borders that cross',
    'volumes',
    withContours('cine-sax', aside),
    /^LV, phase 1 of 14, slice 2: the endocardial contour crosses/,
  ],
  [
    'borders that cross',
    'strain',
    withContours('cine-sax', aside),
    /gcs-peak contours-cross: slice \d: .* on \d+ of 100 chords/,
  ],
  ['borders that cross', 'scar', withContours('lge-sax', aside), /scar-mass contours-cross: slice 2/],
  [
    'a border that crosses itself',
    'volumes',
    withContours('cine-sax', figureOfEight),
    /^slice 2: the lv-endocardial contour crosses itself and is measured as given/,
  ],
  [
    'a border that crosses itself',
    'segments',
    withContours('cine-sax', figureOfEight),
    /slice 2 at ED is left out: the endocardial border crosses itself/,
  ],
  [
    'a border that crosses itself',
    'strain',
    withContours('cine-sax', figureOfEight),
    /gcs-peak self-intersecting-contour: slice/,
  ],
  [
    'contours of one slice on another',
    'volumes',
    onWrongSlice,
    /^LV, phase 1 of 14, slice 3: the cavity fits neither neighbour: a contour on the wrong slice/,
  ],
  // pictures
  ...(['strain', 'scar', 'perfusion', 'mapping', 'flow'] as const).flatMap((analysis): Case[] => [
    ['pictures that are all zero', analysis, same, /unusable-images: .*all pixels are 0$/, zeros],
    ['a pixel that is no number', analysis, same, /unusable-images: .*a pixel is no finite number$/, nan],
  ]),
  [
    'saturated pictures',
    'strain',
    same,
    /gcs-peak unusable-images: slice 4: the region to be followed has one brightness/,
    saturated,
  ],
  ['saturated pictures', 'mapping', same, /slice 1: image 1: .* the image may be saturated/, saturated],
  ['saturated pictures', 'perfusion', same, /perf-mbf no-baseline: blood peaks at frame 3/, saturated],
  // times
  [
    'times before the R wave',
    'strain',
    withFacts('cine-sax', { triggerTime: ms(-5) }),
    /gcs-peak no-times: .*the times do not ascend from 0/,
  ],
  [
    'times before the R wave',
    'flow',
    withFacts('flow-phase', { triggerTime: ms(-5) }),
    /flow-net contradictory-input: phase 1 is at -5 ms/,
  ],
  [
    'a beat without times',
    'flow',
    withoutFacts('flow-phase', 'triggerTime'),
    /^no-times: the velocity images do not say when/,
  ],
  [
    'inversion times below 0',
    'mapping',
    withFacts('molli-native', { inversionTime: ms(-100) }),
    /t1-native contradictory-input: .*a sample time of -100 ms/,
  ],
  [
    'no inversion times',
    'mapping',
    withoutFacts('molli-native', 'inversionTime'),
    /^no-times: MOLLI native: images without inversion-time/,
  ],
  // VENC
  ['no VENC', 'flow', withoutVenc, /^flow-net no-venc: VENC is not given/],
  [
    'a VENC of 0',
    'flow',
    withFrames('flow-phase', (frame) => frame, { venc: cmPerS(0) }),
    /flow-net no-venc: VENC is 0/,
  ],
  [
    'a negative VENC',
    'flow',
    withFrames('flow-phase', (frame) => frame, { venc: cmPerS(-150) }),
    /flow-net out-of-range: a VENC of -150 cm\/s/,
  ],
  [
    'a VENC in mm/s',
    'flow',
    withFrames('flow-phase', (frame) => frame, { venc: cmPerS(1500) }),
    /flow-net out-of-range: a VENC of 1500 cm\/s/,
  ],
  [
    'a VENC of another vessel',
    'flow',
    withFrames('flow-phase', (frame) => frame, { venc: cmPerS(20) }),
    /a VENC of 20 cm\/s is unusual/,
  ],
  // arterial input
  ['no bolus in the blood', 'perfusion', same, /^perf-mbf no-baseline: blood peaks at frame 3/, noBolus],
  // haematocrit
  [
    'a haematocrit of 0',
    'ecv',
    sample(0),
    /^ecv-region no-haematocrit: a haematocrit of 0 is an empty field/,
  ],
  [
    'a haematocrit of 45, which is 45 %',
    'ecv',
    sample(45),
    /^ecv-region contradictory-input: .* as a fraction it would be 0.45/,
  ],
  ['a haematocrit below 0', 'ecv', sample(-0.4), /^ecv-region out-of-range: a haematocrit of -0.4/],
  [
    'a haematocrit that is no number',
    'ecv',
    sample(Number.NaN),
    /^ecv-region no-haematocrit: a haematocrit of NaN/,
  ],
]

describe('wrong input is named', () => {
  it.each(cases.map((one) => [one[0], one[1], one] as const))(
    '%s, by %s',
    (_, analysis, [, , change, sentence, spoil]) => {
      const outcome = (analyses[analysis] as Run)(change(good), spoil)
      expect(said(outcome)).toContainEqual(expect.stringMatching(sentence))
      const numbers = outcome.measured ? outcome.value.measurements.filter(isMeasured) : []
      expect(numbers.filter(({ value }) => !Number.isFinite(value))).toEqual([])
    },
  )
})
