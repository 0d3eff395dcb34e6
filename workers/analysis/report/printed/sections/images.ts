/** Key images: the middle of the ventricle at both ends of systole, and the enhanced slice with its borders. */
import type { Contour } from '../../../contours/contour.ts'
import { isMeasured } from '../../../measurements/measurement.ts'
import { imageKeyText } from '../../../protocol/facts.ts'
import type { Stack } from '../../../protocol/stack.ts'
import type { Block, Picture, Windowing } from '../document.ts'
import { linesOf, pictureOf } from './picture.ts'
import { figures, type Making, numbersOf } from './section.ts'

export function imageBlocks(making: Making): Block[] {
  const { source, words } = making
  const { stack, phases } = source
  const pictures = [
    ...(stack === undefined
      ? []
      : [endOf(making, stack, phases.ed, 'ed'), endOf(making, stack, phases.es, 'es')]),
    enhanced(making),
  ]
  return figures(pictures, words.borderColours)
}

type Frame = NonNullable<Stack['frames'][number][number]>

function contoured(stack: Stack, phase: number, contours: readonly Contour[]) {
  const byImage = new Map<string, Contour[]>()
  for (const contour of contours) {
    const key = imageKeyText(contour.image)
    byImage.set(key, [...(byImage.get(key) ?? []), contour])
  }
  return stack.frames.flatMap((frames, slice) => {
    const frame = frames[phase]
    const drawn = frame ? (byImage.get(imageKeyText(frame)) ?? []) : []
    return frame && drawn.some(({ border }) => border === 'lv-endocardial') ? [{ slice, frame, drawn }] : []
  })
}

function endOf({ source, words }: Making, stack: Stack, phase: number | undefined, end: 'ed' | 'es') {
  if (phase === undefined) return undefined
  const slices = contoured(stack, phase, source.contours)
  const middle = slices[Math.floor(slices.length / 2)]
  if (middle === undefined) return undefined
  const caption = words.pictures[end](
    words.of(middle.slice + 1, stack.frames.length),
    words.of(phase + 1, stack.phaseCount),
  )
  return framePicture(middle.frame, middle.drawn, caption, 'cine')
}

function framePicture(
  frame: Frame,
  drawn: readonly Contour[],
  caption: string,
  window: Windowing,
): Picture | undefined {
  const { plane } = frame.facts
  return plane && pictureOf({ image: frame, plane, lines: linesOf(drawn), caption, window })
}

/** The slice with the most scar by any one method, where that is told; else the middle one. */
export function mostEnhanced({ source }: Pick<Making, 'source'>) {
  const numbers = numbersOf(source, 'scar')
  if (numbers.length === 0) return undefined
  const stacks = source.stacks.filter(({ seriesClass }) => seriesClass === 'lge')
  const found = stacks.map((stack) => ({ stack, slices: contoured(stack, 0, source.contours) }))
  const best = found.sort((a, b) => b.slices.length - a.slices.length)[0]
  if (best === undefined || best.slices.length === 0) return undefined
  const massIn = (slice: number): number => {
    const m = numbers.find(
      ({ quantity, scope }) => quantity === 'scar-mass' && scope === `slice:${slice} method:5-sd`,
    )
    return m !== undefined && isMeasured(m) ? m.value : 0
  }
  const { stack, slices } = best
  const middle = slices[Math.floor(slices.length / 2)]
  const chosen = slices.reduce(
    (most, one) => (most === undefined || massIn(one.slice) > massIn(most.slice) ? one : most),
    middle,
  )
  return chosen && { ...chosen, stack }
}

function enhanced(making: Making): Picture | undefined {
  const { words } = making
  const chosen = mostEnhanced(making)
  return (
    chosen &&
    framePicture(
      chosen.frame,
      chosen.drawn,
      words.pictures.lge(words.of(chosen.slice + 1, chosen.stack.frames.length)),
      'lge',
    )
  )
}
