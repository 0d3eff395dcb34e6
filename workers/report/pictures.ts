/** Key images as they are set: in millimetres of the body, so that pixels that are not square keep their shape. */
import type { Line, Picture } from '#analysis/report/printed/document.ts'

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
