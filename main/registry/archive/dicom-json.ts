/**
 * A parsed data set in the DICOM JSON model. Bulk values (pixels, large binary elements) are left out: they are
 * fetched as frames or with the file.
 * @source DICOM PS3.18 F.2
 */
import { type CharacterSet, characterSet, decodeText } from '#dicom/parse/charset.ts'
import { bytesAt, itemsOf, type Level, rootLevel, rowsOf, tagAt, vrAt } from '#dicom/parse/elements.ts'
import type { DicomFile } from '#dicom/parse/part10.ts'
import { isGroupLength, isPrivate, pixelData, specificCharacterSet, type Tag } from '#dicom/parse/tags.ts'
import { codes, numbers } from '#dicom/parse/values.ts'
import * as VR from '#dicom/parse/vr.ts'
import type { Row } from '../../dicomweb/dicom-json.ts'

interface Element {
  readonly vr: string
  readonly Value?: readonly unknown[]
  readonly InlineBinary?: string
}

const largestInline = 1_024
const numeric = new Set([VR.DS, VR.IS, VR.US, VR.SS, VR.UL, VR.SL, VR.FL, VR.FD])

/**
 * Public elements only: what a private one means is known to its vendor, and nobody searches for it.
 *
 * @param only  of the data set itself; absent means all
 * @throws DicomRefusal for a number outside the grammar of its VR
 */
export function dicomJson(file: DicomFile, only?: ReadonlySet<string>): Row {
  const level = rootLevel(file.dataset)
  const charset = characterSet(codes(level, specificCharacterSet), file.warnings)
  return levelJson(level, charset, file, only)
}

export const tagKey = (tag: Tag): string => tag.toString(16).toUpperCase().padStart(8, '0')

function levelJson(level: Level, charset: CharacterSet, file: DicomFile, only?: ReadonlySet<string>): Row {
  const json: Record<string, Element> = {}
  for (const row of rowsOf(level)) {
    const tag = tagAt(level.table, row)
    const key = tagKey(tag)
    if (isGroupLength(tag) || isPrivate(tag) || tag === pixelData || only?.has(key) === false) continue
    json[key] = elementJson(level, row, tag, charset, file)
  }
  return json
}

function elementJson(level: Level, row: number, tag: Tag, charset: CharacterSet, file: DicomFile): Element {
  const { table } = level
  const code = vrAt(table, row)
  const vr = VR.vrText(code)
  if (code === VR.SQ)
    return { vr, Value: [...itemsOf(table, row)].map((item) => levelJson(item, charset, file)) }
  if (numeric.has(code)) return withValues(vr, numbers(level, tag))
  const bytes = bytesAt(table, row)
  if (code === VR.AT) return withValues(vr, attributeTags(bytes))
  if (!VR.isText(code))
    return bytes.length > largestInline ? { vr } : { vr, InlineBinary: bytes.toString('base64') }
  const text = VR.usesCharacterSet(code)
    ? decodeText(bytes, charset, file.warnings)
    : bytes.toString('latin1')
  return withValues(vr, textValues(code, text.replace(/[\0 ]+$/, '')))
}

const withValues = (vr: string, values: readonly unknown[]): Element =>
  values.length === 0 ? { vr } : { vr, Value: values }

const longTexts = new Set([VR.LT, VR.ST, VR.UT, VR.UR])

function textValues(code: VR.Vr, text: string): unknown[] {
  if (text === '') return []
  if (longTexts.has(code)) return [text]
  const values = text.split('\\').map((one) => one.trim())
  if (code !== VR.PN) return values.map((one) => (one === '' ? null : one))
  return values.map((one) => {
    const [alphabetic = '', ideographic, phonetic] = one.split('=')
    return {
      ...(alphabetic ? { Alphabetic: alphabetic } : {}),
      ...(ideographic ? { Ideographic: ideographic } : {}),
      ...(phonetic ? { Phonetic: phonetic } : {}),
    }
  })
}

function attributeTags(bytes: Buffer): string[] {
  const tags: string[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4)
    tags.push(tagKey(bytes.readUInt16LE(at) * 0x10000 + bytes.readUInt16LE(at + 2)))
  return tags
}
