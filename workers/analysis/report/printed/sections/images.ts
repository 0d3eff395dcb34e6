/** Key images: the middle of the ventricle at both ends of systole, and the enhanced slice with its borders. */
import type { Border, Contour } from '../../../contours/contour.ts'
import { isMeasured } from '../../../measurements/measurement.ts'
import { imageKeyText } from '../../../protocol/facts.ts'
import type { Stack } from '../../../protocol/stack.ts'
import type { Block, Picture, Windowing } from '../document.ts'
import { figures, type Making, numbersOf } from './section.ts'

/** On a dark image, as the window draws them: endocardium red, epicardium green, right ventricle yellow. */
const colours: { readonly [B in Border]?: string } = {
  'lv-endocardial': '#ff5a5a',
  'lv-epicardial': '#3ddc84',
  'lv-papillary': '#ff9f9f',
  'rv-endocardial': '#ffd84a',
  'lge-scar': '#ff9f43',
  'lge-no-reflow': '#8fa8ff',
}

export function imageBlocks(making: Making): Block[] {
  const { source, words } = making
  const { stack, phases } = source
  const pictures = [
    ...(stack === undefined
      ? []
      : [endOf(making, stack, phases.ed, 'ed'), endOf(making, stack, phases.es, 'es')]),
    enhanced(making),
  ]
  const found = figures(pictures)
  return found.length === 0 ? [] : [...found, { kind: 'text', text: words.borderColours, tone: 'faint' }]
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
  return pictureOf(middle.frame, middle.drawn, caption, 'cine')
}

/** The slice with the most scar by any one method, where that is told; else the middle one. */
function enhanced({ source, words }: Making): Picture | undefined {
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
  return (
    chosen &&
    pictureOf(
      chosen.frame,
      chosen.drawn,
      words.pictures.lge(words.of(chosen.slice + 1, stack.frames.length)),
      'lge',
    )
  )
}

/** of the size of what is drawn, about it */
const around = 1.9

/** A square of the body about the borders, as far as the image reaches. */
function pictureOf(
  frame: Frame,
  drawn: readonly Contour[],
  caption: string,
  window: Windowing,
): Picture | undefined {
  const plane = frame.facts.plane
  const lines = drawn.flatMap(({ border, closed, points }) => {
    const colour = colours[border]
    return colour === undefined ? [] : [{ points, closed, colour }]
  })
  const points = lines.flatMap((line) => line.points)
  if (plane === undefined || points.length === 0) return undefined
  const { rows, columns, rowSpacing, columnSpacing } = plane
  const [width, height] = [columnSpacing, rowSpacing]
  const extent = (values: readonly number[]) => {
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return { middle: (low + high) / 2, size: high - low }
  }
  const across = extent(points.map(([x]) => x))
  const down = extent(points.map(([, y]) => y))
  const side = around * Math.max(across.size * width, down.size * height)
  const span = (middle: number, pixels: number, all: number) => {
    const count = Math.min(all, Math.ceil(pixels))
    return { first: Math.round(Math.min(Math.max(middle - count / 2, 0), all - count)), count }
  }
  const [x, y] = [span(across.middle, side / width, columns), span(down.middle, side / height, rows)]
  return {
    kind: 'picture',
    caption,
    image: { sopInstanceUid: frame.sopInstanceUid, frame: frame.frame },
    crop: { column: x.first, row: y.first, columns: x.count, rows: y.count },
    pixel: { width, height },
    window,
    lines,
  }
}
