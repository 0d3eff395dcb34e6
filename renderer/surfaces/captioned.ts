/** The picture of a scene with what its colours mean written under it: it goes where no window explains it. */
import { colourAt, cssOf } from '../charts/colours.ts'
import { textsNow } from '../texts/texts.ts'
import { colours, fonts } from '../theme/tokens.ts'
import type { SurfaceColour } from './look.ts'
import { surfaceScales } from './paint.ts'

/** pixels of the picture */
const foot = 44
const edge = 16
const bar = { width: 180, height: 8, steps: 60 }

export async function captioned(picture: Blob, name: string, colour: SurfaceColour): Promise<Blob> {
  const image = await createImageBitmap(picture)
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height + foot
  const context = canvas.getContext('2d')
  if (!context) throw new Error('a picture needs a 2D canvas')
  context.fillStyle = colours['surface-image']
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0)
  context.font = `${fonts.sizeNumber}px ${fonts.family}`
  context.textBaseline = 'middle'
  context.fillStyle = colours.text
  const middle = image.height + foot / 2
  const quantity = textsNow().surfaces.quantities[colour]
  context.fillText([name, quantity].filter(Boolean).join(' · '), edge, middle)
  if (colour !== 'none') {
    const { range, unit } = surfaceScales[colour]
    const to = `${range.to} ${unit}`.replace('-', '−')
    const left = canvas.width - edge - context.measureText(to).width - 8 - bar.width
    for (let k = 0; k < bar.steps; k++) {
      context.fillStyle = cssOf(colourAt(range.scale, k / (bar.steps - 1)))
      context.fillRect(
        left + (k * bar.width) / bar.steps,
        middle - bar.height / 2,
        bar.width / bar.steps + 1,
        bar.height,
      )
    }
    context.fillStyle = colours.text
    context.fillText(to, left + bar.width + 8, middle)
    context.textAlign = 'right'
    context.fillText(String(range.from), left - 8, middle)
  }
  return new Promise((found, failed) =>
    canvas.toBlob((blob) => (blob ? found(blob) : failed(new Error('the picture could not be made')))),
  )
}
