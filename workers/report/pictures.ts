/** Key images as they are set: in millimetres of the body, so that pixels that are not square keep their shape. */
import type { ColourBar, Line, Picture, Shape } from '#analysis/report/printed/document.ts'

/** PNG bytes; a picture that could not be read has none */
export type Pictures = ReadonlyMap<Picture, Uint8Array>

export const frameOf = ({ crop, pixel }: Picture): { readonly width: number; readonly height: number } => ({
  width: crop.columns * pixel.width,
  height: crop.rows * pixel.height,
})

/** A border in the frame of its picture; pixel centres lie at whole coordinates. */
export function pathOfLine({ points, closed }: Line, { crop, pixel }: Picture): string {
  const steps = points.map(([x, y], k) => {
    const [mmX, mmY] = [(x - crop.column + 0.5) * pixel.width, (y - crop.row + 0.5) * pixel.height]
    return `${k === 0 ? 'M' : 'L'} ${mmX.toFixed(2)} ${mmY.toFixed(2)}`
  })
  return steps.join(' ') + (closed ? ' Z' : '')
}

const shareOfBar = 0.035
const shareAbove = 0.02
const wordColour = '#4a545f'

/** @param size  of its letters */
export const heightOfBar = (width: number, size: number): number =>
  width * (shareAbove + shareOfBar) + size * 1.4

/** What the colours mean, as wide as the picture that it stands below. */
export function barShapes({ colours, from, to }: ColourBar, width: number, size: number): Shape[] {
  const [top, height] = [width * shareAbove, width * shareOfBar]
  const step = width / colours.length
  const y = top + height + size * 1.15
  const word = (text: string, x: number, anchor: 'start' | 'end'): Shape => ({
    kind: 'text',
    x,
    y,
    text,
    size,
    anchor,
    colour: wordColour,
  })
  return [
    ...colours.map((fill, k): Shape => {
      const [left, right] = [(k * step).toFixed(2), ((k + 1) * step).toFixed(2)]
      const [high, low] = [top.toFixed(2), (top + height).toFixed(2)]
      return {
        kind: 'path',
        d: `M ${left} ${high} L ${right} ${high} L ${right} ${low} L ${left} ${low} Z`,
        fill,
      }
    }),
    word(from, 0, 'start'),
    word(to, width, 'end'),
  ]
}
