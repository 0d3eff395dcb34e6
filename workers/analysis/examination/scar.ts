/** Late enhancement of an examination: which stack, which contours, which segments. */
import { landmarkOn } from '../contours/landmark.ts'
import type { ImageKey } from '../protocol/facts.ts'
import type { Stack } from '../protocol/stack.ts'
import type { LgeSlice } from '../scar/lge-slice.ts'
import { type ScarOptions, usualScar } from '../scar/options.ts'
import { type Scar, scar } from '../scar/scar.ts'
import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { discThickness } from '../volumes/discs.ts'
import { drawnOn } from './drawn.ts'
import { type Examination, stacksOf } from './examination.ts'
import type { Loaded } from './images.ts'
import { type RingedSlice, ringOn, segmentsOn, withoutPlace } from './septum.ts'

export interface ScarTask {
  readonly stack: Stack
  /** contoured slices, base to apex */
  readonly slices: readonly (RingedSlice & { readonly slice: number })[]
  readonly options: ScarOptions
}

/**
 * The stack with the most contoured slices; of equals the phase-sensitive one, whose zero is a zero.
 * @returns unmeasured 'no-images' without late enhancement across the long axis; 'no-contours'; 'no-epicardial-contours';
 *   'no-geometry' for contoured images that do not say where they lie
 */
export function scarTask(examination: Examination, options?: ScarOptions): Outcome<ScarTask> {
  const stacks = stacksOf(examination, 'lge-sax')
  if (stacks.length === 0) return unmeasured('no-images', say('study/study-no-short-axis-late'))
  const drawn = drawnOn(examination)
  const tasks = stacks.map((stack) => {
    const slices = stack.frames.flatMap((_, slice) => {
      const ring = ringOn(stack, slice, drawn)
      return ring === undefined ? [] : [{ slice, ...ring }]
    })
    const sensitive = stack.component === 'psir' || stack.component === 'real'
    return { stack, slices, sensitive }
  })
  const best = tasks.reduce((a, b) =>
    b.slices.length > a.slices.length || (b.slices.length === a.slices.length && b.sensitive && !a.sensitive)
      ? b
      : a,
  )
  if (best.slices.length === 0) {
    const unplaced = withoutPlace(stacks, drawn)
    if (unplaced !== undefined) return unplaced
    return stacks.some((stack) => drawn.on(stack, 'lv-endocardial'))
      ? unmeasured('no-epicardial-contours', say('study/late-enhancement-endocardial-contours-only'))
      : unmeasured('no-contours', say('study/late-enhancement-not-contoured'))
  }
  const { stack, slices, sensitive } = best
  return measured({
    stack,
    slices,
    options: options ?? usualScar(sensitive ? 'phase-sensitive' : 'magnitude'),
  })
}

export const scarImages = ({ slices }: ScarTask): readonly ImageKey[] => slices.map(({ image }) => image)

/** @param loaded  the images of `scarImages` */
export function runScar(examination: Examination, task: ScarTask, loaded: Loaded): Outcome<Scar> {
  const { stack, slices, options } = task
  const drawn = drawnOn(examination)
  const { maps, warnings } = segmentsOn(examination, drawn, slices)
  const thickness = thicknesses(stack, slices)
  if (!thickness.measured) return thickness
  const given = slices.map(({ slice, image, epicardial }, k): LgeSlice => {
    const endocardial = drawn.one(image, 'lv-endocardial')
    const remote = drawn.one(image, 'lge-remote')
    const points = (border: 'lge-exclusion' | 'lge-no-reflow') =>
      drawn.all(image, border).map((contour) => contour.points)
    const [excluded, obstructed] = [points('lge-exclusion'), points('lge-no-reflow')]
    const segments = maps[k]
    const rvInsertions = (['rv-insertion-anterior', 'rv-insertion-inferior'] as const).flatMap((kind) => {
      const point = landmarkOn(examination.landmarks, kind, image)
      return point === undefined ? [] : [point]
    })
    return {
      slice,
      image: loaded(image),
      epicardial,
      thickness: at(thickness.value, k),
      ...(endocardial === undefined ? {} : { endocardial }),
      ...(remote === undefined ? {} : { remote }),
      ...(excluded.length === 0 ? {} : { excluded }),
      ...(obstructed.length === 0 ? {} : { obstructed }),
      ...(segments === undefined ? {} : { segments }),
      ...(rvInsertions.length === 0 ? {} : { rvInsertions }),
    }
  })
  const found = scar(given, options)
  return measured({ ...found, warnings: [...found.warnings, ...warnings, ...thickness.warnings] })
}

/** Of a single slice its own thickness: nothing is known of neighbours. */
function thicknesses(stack: Stack, slices: ScarTask['slices']): ReturnType<typeof discThickness> {
  const numbers = slices.map(({ slice }) => slice)
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
  if (stack.frames.length === 1)
    return stack.thickness === undefined
      ? unmeasured('no-geometry', say('study/single-slice-whose-thickness-not'))
      : measured([stack.thickness], [say('study/single-slice-volumes-own-thickness')])
  if (last - first + 1 !== slices.length)
    return unmeasured('missing-slice', say('study/slice-between-contoured-ones-no'))
  return discThickness(stack, first, last)
}
