/** A ventricle whose base is drawn one slice lower or higher at one phase. */
import type { Chamber } from '../../contours/contour.ts'
import { imageKeyText } from '../../protocol/facts.ts'
import type { StackFrame } from '../../protocol/stack.ts'
import { say } from '../../sentences/say.ts'
import { at } from '../../units/at.ts'
import { measured, type Outcome, unmeasured } from '../../units/outcome.ts'
import { type EmptyMarks, placesIn } from '../../volumes/grid.ts'
import type { VolumesInput } from '../../volumes/volumes.ts'

/** The most basal slice of the cavity at a phase taken out, or its borders in the next slice towards the base too. */
export function withBase(
  { stack, contours, empty }: VolumesInput,
  chamber: Chamber,
  phase: number,
  more: boolean,
): Outcome<Partial<VolumesInput>> {
  const onSlice = (slice: number): StackFrame | null => at(stack.frames, slice)[phase] ?? null
  const slices = contours.flatMap(({ border, image }) => {
    const place = border === `${chamber}-endocardial` ? placesIn(stack).get(imageKeyText(image)) : undefined
    return place?.[1] === phase ? [place[0]] : []
  })
  if (slices.length < 2) return unmeasured('too-few-slices', say('reading/fewer-two-slices-contoured'))
  const base = Math.min(...slices)
  const frame = onSlice(base)
  if (frame === null) return unmeasured('missing-slice', say('reading/basal-slice-no-image'))
  const ofBase = contours.filter(
    ({ image, border }) => imageKeyText(image) === imageKeyText(frame) && border.startsWith(`${chamber}-`),
  )
  if (!more)
    return measured({
      contours: contours.filter((contour) => !ofBase.includes(contour)),
      empty: { ...empty, [chamber]: new Map([...empty[chamber], [imageKeyText(frame), { assumed: false }]]) },
    })
  const next = base > 0 ? onSlice(base - 1) : null
  if (next === null) return unmeasured('missing-slice', say('reading/there-no-slice-beyond-most'))
  const image = { sopInstanceUid: next.sopInstanceUid, frame: next.frame }
  return measured({
    contours: [...contours, ...ofBase.map((contour) => ({ ...contour, image }))],
    empty: { ...empty, [chamber]: without(empty[chamber], imageKeyText(image)) },
  })
}

const without = (marks: EmptyMarks, key: string): EmptyMarks =>
  new Map([...marks].filter(([known]) => known !== key))
