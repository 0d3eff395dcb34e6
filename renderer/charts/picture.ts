/** A drawing of the page as a file that needs nothing beside it: every style that it has here is written into it. */

const inherited = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const

const space = 'http://www.w3.org/2000/svg'

export interface PictureOptions {
  readonly title: string
  /** drawn behind everything */
  readonly background: string
}

/** @returns a whole SVG document */
export function svgText(drawing: SVGSVGElement, { title, background }: PictureOptions): string {
  const copy = drawing.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new TypeError('a copy of a drawing is a drawing')
  writeStyles(drawing, copy)
  const { x, y, width, height } = drawing.viewBox.baseVal
  copy.setAttribute('xmlns', space)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.removeAttribute('class')
  const name = document.createElementNS(space, 'title')
  name.textContent = title
  const ground = document.createElementNS(space, 'rect')
  const box = { x, y, width, height, fill: background }
  for (const [key, value] of Object.entries(box)) ground.setAttribute(key, String(value))
  copy.prepend(name, ground)
  return new XMLSerializer().serializeToString(copy)
}

function writeStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from)
  const plain = to instanceof SVGElement
  if (plain && to.tagName !== 'defs') {
    // a URL is written with the page's address
    const own = inherited.flatMap((key) => {
      const value = style.getPropertyValue(key)
      return value === '' || value.includes('url(') ? [] : [`${key}:${value}`]
    })
    to.setAttribute('style', own.join(';'))
  }
  for (const key of ['class', 'tabindex', 'role']) to.removeAttribute(key)
  Array.from(from.children).forEach((child, i) => {
    const other = to.children[i]
    if (other) writeStyles(child, other)
  })
}

/** @param scale  pixels to one unit of the drawing */
export async function pngOf(svg: string, scale = 3): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width * scale
  canvas.height = image.height * scale
  const context = canvas.getContext('2d')
  if (!context) throw new Error('a picture needs a 2D canvas')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((found, failed) =>
    canvas.toBlob((blob) => (blob ? found(blob) : failed(new Error('the picture could not be made')))),
  )
}

/** As a download of the page. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // the download has begun by then
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** Letters, digits and hyphens: a name that every disk takes. */
export const fileName = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
