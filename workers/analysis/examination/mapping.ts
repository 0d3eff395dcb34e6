/** T1, T2, T2* and ECV of an examination: which stacks, which contours, which times. */
import type { MeasuredImage } from '../images/image.ts'
import type { EcvOptions, ExtracellularVolume } from '../mapping/extracellular-volume.ts'
import { extracellularVolume } from '../mapping/extracellular-volume.ts'
import {
  type MappingOptions,
  type MappingSlice,
  type RelaxationParameter,
  type TissueMapping,
  tissueMapping,
  usualMapping,
} from '../mapping/mapping.ts'
import { usualMotion } from '../mapping/motion.ts'
import type { SliceRegions } from '../mapping/regions.ts'
import type { ImageKey } from '../protocol/facts.ts'
import type { SeriesRole, Stack, StackFrame } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { ms } from '../units/units.ts'
import { type Drawn, drawnOn, framesOf } from './drawn.ts'
import { type Examination, fieldOf, stacksOf } from './examination.ts'
import { keyOf, type Loaded } from './images.ts'
import { type RingedSlice, ringOn, segmentsOn, withoutPlace } from './septum.ts'

export const mappingParameters = ['t1-native', 't1-post', 't2', 't2star'] as const

/** Raw images first: their fit says how good it is. */
const rolesOf: Readonly<Record<RelaxationParameter, { readonly raw: SeriesRole; readonly map: SeriesRole }>> =
  {
    't1-native': { raw: 'molli-native', map: 't1-native-map' },
    't1-post': { raw: 'molli-post', map: 't1-post-map' },
    t2: { raw: 't2prep', map: 't2-map' },
    t2star: { raw: 't2star', map: 't2star-map' },
  }

export interface MappingTask {
  readonly parameter: RelaxationParameter
  readonly stack: Stack
  readonly kind: 'raw' | 'map'
  readonly slices: readonly MappingTaskSlice[]
  readonly options: MappingOptions
}

interface MappingTaskSlice {
  readonly slice: number
  /** one of a map, all of a raw slice */
  readonly images: readonly ImageKey[]
  /** ms, of raw images */
  readonly times: readonly number[]
  /** the image that carries the contours */
  readonly contoured: RingedSlice
}

/**
 * @returns unmeasured 'no-images' when the study has neither raw images nor a map, 'no-contours' when none of them is
 *          contoured, 'no-geometry' when one is that does not say where it lies, 'no-times' when contoured raw images do not
 *          say their times
 */
export function mappingTask(
  examination: Examination,
  parameter: RelaxationParameter,
  options: MappingOptions = optionsFor(examination, parameter),
): Outcome<MappingTask> {
  const { raw, map } = rolesOf[parameter]
  const stacks = stacksOf(examination, raw, map)
  if (stacks.length === 0) return unmeasured('no-images', say('study/study-neither-nor-images', { raw, map }))
  const drawn = drawnOn(examination)
  let why =
    withoutPlace(stacks, drawn) ??
    unmeasured('no-contours', say('study/neither-nor-images-contoured', { raw, map }))
  for (const stack of stacks) {
    const kind = stack.role === raw ? 'raw' : 'map'
    const slices = stack.frames.flatMap((_, slice) => taskSlice(stack, slice, drawn))
    if (slices.length === 0) continue
    if (kind === 'raw' && slices.some(({ times }) => times.length === 0)) {
      why = unmeasured(
        'no-times',
        say('study/images-without', { description: stack.description ?? stack.role, axis: stack.axis }),
      )
      continue
    }
    return measured({ parameter, stack, kind, slices, options })
  }
  return why
}

const optionsFor = ({ mapMotion }: Examination, parameter: RelaxationParameter): MappingOptions => ({
  ...usualMapping(parameter),
  ...(mapMotion === undefined ? {} : { motion: usualMotion }),
})

function taskSlice(stack: Stack, slice: number, drawn: Drawn): MappingTaskSlice[] {
  const contoured = ringOn(stack, slice, drawn)
  if (contoured === undefined) return []
  const frames = framesOf(stack, slice)
  const times = frames.flatMap((one) => timeOf(stack, one) ?? [])
  return [
    {
      slice,
      images: frames.map(keyOf),
      times: times.length === frames.length ? times : [],
      contoured,
    },
  ]
}

function timeOf({ axis }: Stack, { facts }: StackFrame): number | undefined {
  if (axis === 'inversion-time') return facts.inversionTime
  if (axis === 'echo-time') return facts.echoTime
  return axis === 'preparation-time' ? facts.preparationTime : undefined
}

export const mappingImages = ({ slices }: MappingTask): readonly ImageKey[] =>
  slices.flatMap(({ images }) => images)

export function runMapping(
  examination: Examination,
  { parameter, kind, slices, options }: MappingTask,
  loaded: Loaded,
  progress?: (done: number, total: number) => void,
): TissueMapping {
  const drawn = drawnOn(examination)
  const { maps, warnings } = segmentsOn(
    examination,
    drawn,
    slices.map(({ contoured }) => contoured),
  )
  const field = fieldOf(examination)
  const given = slices.map((slice, k): MappingSlice => {
    const images = slice.images.map(loaded)
    return {
      slice: slice.slice,
      source: sourceOf(kind, images, slice.times),
      drawn: regionsOn(slice.contoured, drawn, maps[k]),
    }
  })
  const found = tissueMapping(
    { parameter, slices: given, ...(field === undefined ? {} : { field }) },
    options,
    progress,
  )
  return { ...found, warnings: [...found.warnings, ...warnings] }
}

function sourceOf(
  kind: MappingTask['kind'],
  images: readonly MeasuredImage[],
  times: readonly number[],
): MappingSlice['source'] {
  const [first] = images
  if (kind === 'map' && first !== undefined) return { kind: 'map', image: first }
  return { kind: 'raw', images, times: times.map(ms) }
}

function regionsOn(
  { image, epicardial }: RingedSlice,
  drawn: Drawn,
  segments: Uint8Array | undefined,
): SliceRegions {
  const endocardial = drawn.one(image, 'lv-endocardial')
  const blood = drawn.one(image, 'blood-pool')
  const excluded = drawn.all(image, 'lge-exclusion').map(({ points }) => points)
  return {
    epicardial,
    ...(endocardial === undefined ? {} : { endocardial }),
    ...(blood === undefined ? {} : { blood }),
    ...(segments === undefined ? {} : { segments }),
    ...(excluded.length === 0 ? {} : { excluded }),
    drawn: drawn.all(image, 'region').map(({ points, part = 0 }) => ({ name: `region-${part + 1}`, points })),
  }
}

/**
 * @returns unmeasured 'no-partner' when T1 before or after contrast is missing, 'no-haematocrit' without a blood sample
 *          or a formula that was asked for
 */
export function runEcv(
  examination: Examination,
  native: Outcome<TissueMapping>,
  post: Outcome<TissueMapping>,
  options?: EcvOptions,
): Outcome<ExtracellularVolume> {
  if (!native.measured || !post.measured)
    return unmeasured('no-partner', say('study/ecv-needs-t1-wall-before'))
  const { haematocrit } = examination
  if (haematocrit === undefined)
    return unmeasured('no-haematocrit', say('study/give-haematocrit-blood-sample-name'))
  const field = fieldOf(examination)
  const study = {
    native: native.value.maps,
    post: post.value.maps,
    haematocrit,
    ...(field === undefined ? {} : { field }),
  }
  return measured(extracellularVolume(study, options))
}
