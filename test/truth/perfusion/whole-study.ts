/**
 * First passes of the synthetic study as an analysis gets them, with borders and segments that follow from the
 * shape of the heart: a chest that stays where it is, papillary muscles, coils, noise of a scanner, and breathing.
 */
import { indexToPatient } from '#analysis/geometry/plane.ts'
import type { PerfusionSliceInput } from '#analysis/perfusion/slice.ts'
import { sliceBorders } from '#analysis/phantom/contours.ts'
import { heartState } from '#analysis/phantom/motion.ts'
import { heartOf, type PhantomOptions } from '#analysis/phantom/options.ts'
import type { PerfusionState } from '#analysis/phantom/perfusion.ts'
import { patientToHeart, threeLevels } from '#analysis/phantom/planes.ts'
import { type RenderedImage, renderedSeries } from '#analysis/phantom/rendered.ts'
import { materialPoint } from '#analysis/phantom/scarred-tissue.ts'
import { segmentAt } from '#analysis/phantom/segments.ts'
import { at } from '#analysis/units/at.ts'
import { ms } from '#analysis/units/units.ts'

export interface StudySlice extends PerfusionSliceInput {
  /** pixels along rows and columns that breathing moves the heart at each frame */
  readonly shifts: readonly (readonly [number, number])[]
}

export function studySlices(
  options: PhantomOptions,
  state: PerfusionState,
  slices: readonly number[],
  drawnOn: number,
): StudySlice[] {
  const images = renderedSeries(options, `perfusion-${state}`, { slices })
  const start = Math.min(...images.map(({ attributes }) => attributes.acquired))
  return slices.map((slice) => {
    const frames = images.filter((image) => image.slice === slice)
    return {
      frames,
      times: frames.map(({ attributes }) => ms(attributes.acquired - start)),
      drawnOn,
      ...bordersOn(options, slice, at(frames, drawnOn)),
      shifts: frames.map(shiftOf),
    }
  })
}

const shiftOf = ({ plane, attributes }: RenderedImage): readonly [number, number] => {
  const [x, y] = attributes.shift ?? [0, 0]
  return [x / plane.columnSpacing, y / plane.rowSpacing]
}

function bordersOn(options: PhantomOptions, slice: number, frame: RenderedImage) {
  const { plane, attributes } = frame
  const heart = heartOf(options)
  const state = heartState(heart, attributes.triggerTime / attributes.rr)
  const { endocardial = [], epicardial = [] } = sliceBorders(
    heart,
    state,
    at(threeLevels(heart), slice),
    plane,
  )
  const [dx, dy] = shiftOf(frame)
  const moved = (points: typeof endocardial) => points.map(([x, y]) => [x + dx, y + dy] as const)
  const segments = Uint8Array.from({ length: plane.rows * plane.columns }, (_, i) => {
    const column = i % plane.columns
    const row = Math.floor(i / plane.columns)
    const [x, y, z] = patientToHeart(indexToPatient(plane, [column - dx, row - dy]))
    const [, angle, level] = materialPoint(heart, state, x, y, z)
    return Math.min(16, segmentAt(heart, angle, level, 'two-insertion'))
  })
  return { endocardial: moved(endocardial), epicardial: moved(epicardial), segments }
}
