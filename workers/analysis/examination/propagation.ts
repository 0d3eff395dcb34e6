/**
 * Contours of a cine that were drawn on some phases, carried to all the others. Every contoured slice is a task of its
 * own, so that threads can share them.
 */
import { type Contour, chamberOf, contourKeyOf, contourKeyText } from '../contours/contour.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { whyOf } from '../sentences/why.ts'
import { registrationTracking } from '../strain/methods.ts'
import { type StrainOptions, usualStrain } from '../strain/options.ts'
import {
  type CarriedBorder,
  type DrawnBorder,
  type Propagation,
  propagateContours,
} from '../strain/propagate.ts'
import type { Grade } from '../strain/quality.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, type UnmeasuredReason, unmeasured } from '../units/outcome.ts'
import { type Beat, beatOf, placeName } from './beat.ts'
import type { Examination } from './examination.ts'
import type { Loaded } from './images.ts'

export interface PropagationTask extends Beat {
  readonly stack: string
  readonly slice: number
  /** for sentences: 'slice 3', or the name of a single view */
  readonly name: string
  readonly drawn: readonly DrawnBorder[]
}

/** A slice that nothing was carried on, and why. */
export interface NotCarried {
  readonly name: string
  readonly reason: UnmeasuredReason
  readonly detail?: string
}

export interface PropagationPlan {
  readonly tasks: readonly PropagationTask[]
  readonly notCarried: readonly NotCarried[]
}

/**
 * @returns unmeasured 'no-images' without a cine, 'no-contours' when none is contoured, and as the first slice says
 *          when none can be followed
 */
export function propagationTasks({
  stacks,
  contours,
}: Pick<Examination, 'stacks' | 'contours'>): Outcome<PropagationPlan> {
  const cines = stacks.filter(({ seriesClass }) => seriesClass === 'cine')
  if (cines.length === 0) return unmeasured('no-images', say('study/study-no-cine'))
  const byImage = new Map<string, Contour[]>()
  for (const contour of contours) {
    const key = imageKeyText(contour.image)
    byImage.set(key, [...(byImage.get(key) ?? []), contour])
  }
  const tasks: PropagationTask[] = []
  const notCarried: NotCarried[] = []
  for (const stack of cines)
    for (const slice of stack.frames.keys()) {
      const drawn = drawnAlong(stack, slice, byImage)
      if (drawn.length === 0) continue
      const name = placeName(stack, slice)
      const beat = beatOf(stack, slice)
      if (beat.measured) tasks.push({ stack: stack.id, slice, name, ...beat.value, drawn })
      else notCarried.push(notCarriedOn(name, beat))
    }
  if (tasks.length > 0) return measured({ tasks, notCarried })
  const [first] = notCarried
  return first === undefined
    ? unmeasured('no-contours', say('study/no-cine-contoured'))
    : unmeasured(first.reason, say('common/place-says', { place: first.name, what: whyOf(first) }))
}

function drawnAlong(
  { frames }: Stack,
  slice: number,
  byImage: ReadonlyMap<string, readonly Contour[]>,
): DrawnBorder[] {
  return (frames[slice] ?? []).flatMap((frame, phase) =>
    (frame === null ? [] : (byImage.get(imageKeyText(frame)) ?? [])).map(
      ({ border, part, closed, points }): DrawnBorder => ({
        phase,
        border,
        ...(part === undefined ? {} : { part }),
        closed,
        points,
      }),
    ),
  )
}

const notCarriedOn = (
  name: string,
  { reason, detail }: { readonly reason: UnmeasuredReason; readonly detail?: string },
): NotCarried => ({ name, reason, ...(detail === undefined ? {} : { detail }) })

export const propagationImages = ({ images }: PropagationTask): readonly ImageKey[] => images

export const runPropagation = (
  { images, times, rr, drawn }: PropagationTask,
  loaded: Loaded,
  options: StrainOptions = usualStrain,
  progress?: (done: number, total: number) => void,
): Outcome<Propagation> =>
  propagateContours({ images: images.map(loaded), times, rr, drawn }, options, progress)

/** How well one border was followed to one phase. */
export interface CarriedQuality {
  readonly name: string
  readonly phase: number
  readonly border: CarriedBorder['border']
  readonly quality: Grade
  /** in units of the contrast of the reference picture */
  readonly residual: number
}

export interface PropagatedContours {
  readonly method: string
  readonly version: string
  readonly options: StrainOptions
  /** what was drawn as it was drawn, and what was carried with origin 'propagated' */
  readonly contours: readonly Contour[]
  readonly quality: readonly CarriedQuality[]
  readonly notCarried: readonly NotCarried[]
  readonly warnings: readonly string[]
}

/** carried so badly that it should not be shown as a border */
const unusable: Grade = 0

/**
 * What was carried on all slices. A border of quality 0 is left out, with a warning.
 * @param outcomes  of the tasks, in their order
 */
export function assembledPropagation(
  { contours, empty }: Pick<Examination, 'contours' | 'empty'>,
  { tasks, notCarried }: PropagationPlan,
  outcomes: readonly Outcome<Propagation>[],
  options: StrainOptions = usualStrain,
): PropagatedContours {
  const drawn = new Set(contours.map((contour) => contourKeyText(contourKeyOf(contour))))
  // where somebody saw that a ventricle is not there, nothing of it is carried to
  const absent = new Set(empty.map(({ image, chamber }) => `${imageKeyText(image)}/${chamber}`))
  const carried: Contour[] = []
  const quality: CarriedQuality[] = []
  const refused: NotCarried[] = [...notCarried]
  const warnings: string[] = []
  tasks.forEach(({ name, images }, k) => {
    const outcome = at(outcomes, k)
    if (!outcome.measured) {
      refused.push(notCarriedOn(name, outcome))
      return
    }
    warnings.push(
      ...[...outcome.warnings, ...outcome.value.warnings].map((text) =>
        say('common/place-says', { place: name, what: text }),
      ),
    )
    const lost = new Map<string, number[]>()
    for (const one of outcome.value.borders) {
      if (drawn.has(contourKeyText(one))) continue
      if (absent.has(`${imageKeyText(one.image)}/${chamberOf(one.border)}`)) continue
      const { phase, border, residual } = one
      quality.push({ name, phase, border, quality: one.quality, residual })
      if (one.quality !== unusable) carried.push(contourOf(one))
      else lost.set(border, [...(lost.get(border) ?? []), phase + 1])
    }
    for (const [border, phases] of lost)
      warnings.push(
        say('study/contour-could-not-followed-phase', {
          name,
          border,
          phases: phases.join(', '),
          images: images.length,
        }),
      )
  })
  return {
    ...registrationTracking,
    options,
    contours: [...contours, ...carried],
    quality,
    notCarried: refused,
    warnings,
  }
}

const contourOf = ({ image, border, part, closed, points }: CarriedBorder): Contour => ({
  image,
  border,
  ...(part === undefined ? {} : { part }),
  closed,
  points,
  origin: 'propagated',
})
