/** The text of a PDF as a reader's clipboard would have it: by the ToUnicode map of each font, page by page. */
import { inflateSync } from 'node:zlib'

interface PdfObject {
  readonly dictionary: string
  readonly stream?: Buffer
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1')
  const objects = new Map<number, PdfObject>()
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = found.index + found[0].length
    const end = text.indexOf('\nendobj', start)
    const body = text.slice(start, end)
    const at = body.indexOf('stream\n')
    if (at < 0) {
      objects.set(Number(found[1]), { dictionary: body })
      continue
    }
    const dictionary = body.slice(0, at)
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1])
    const bytes = pdf.subarray(start + at + 7, start + at + 7 + length)
    const stream = dictionary.includes('FlateDecode') ? inflateSync(bytes) : bytes
    objects.set(Number(found[1]), { dictionary, stream })
  }
  return objects
}

const reference = (dictionary: string, key: string): number =>
  Number(new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1])

const letters = (hex: string): string =>
  (hex.match(/\w{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')

/** glyph to letters */
function unicodeMap(cmap: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const [, first = '', , list = ''] of cmap.matchAll(/<(\w{4})> <(\w{4})> \[([^\]]*)\]/g))
    for (const [k, [, hex = '']] of [...list.matchAll(/<([\w ]*)>/g)].entries())
      map.set((Number.parseInt(first, 16) + k).toString(16).padStart(4, '0'), letters(hex))
  return map
}

export interface PdfPages {
  readonly pages: readonly string[]
  readonly fonts: readonly string[]
  readonly images: number
}

export function textOfPdf(bytes: Uint8Array): PdfPages {
  const objects = objectsOf(Buffer.from(bytes))
  const get = (number: number): PdfObject => {
    const object = objects.get(number)
    if (object === undefined) throw new Error(`the PDF has no object ${number}`)
    return object
  }
  const all = [...objects.values()]
  const pages = all.filter(({ dictionary }) => /\/Type \/Page\n/.test(dictionary))
  return {
    pages: pages.map((page) => pageText(page, get)),
    fonts: all.flatMap(({ dictionary }) => /\/BaseFont \/\w+\+([\w-]+)/.exec(dictionary)?.[1] ?? []),
    images: all.filter(({ dictionary }) => dictionary.includes('/Subtype /Image')).length,
  }
}

function pageText({ dictionary }: PdfObject, get: (number: number) => PdfObject): string {
  const resources = get(reference(dictionary, 'Resources')).dictionary
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) => {
      const cmap = get(reference(get(Number(number)).dictionary, 'ToUnicode')).stream
      return [name, unicodeMap(cmap?.toString('latin1') ?? '')]
    }),
  )
  const content = get(reference(dictionary, 'Contents')).stream?.toString('latin1') ?? ''
  let said = ''
  let font: Map<string, string> | undefined
  let line = ''
  for (const [, name, place, shown] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|1 0 0 1 [-\d.]+ ([-\d.]+) Tm|\[(<[^\]]*)\] TJ/g,
  )) {
    if (name !== undefined) font = fonts.get(name)
    if (place !== undefined && place !== line) {
      said += '\n'
      line = place
    }
    if (shown !== undefined)
      for (const [, hex = ''] of shown.matchAll(/<(\w*)>/g))
        for (const glyph of hex.match(/.{4}/g) ?? []) said += font?.get(glyph.toLowerCase()) ?? '\ufffd'
  }
  return said
}
