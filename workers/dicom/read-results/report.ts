/**
 * A structured report as the content tree that it holds. Reads what we write and the same from others; an item
 * of a kind that we have no use for (waveforms, times, tables) is left out and counted.
 *
 * @source DICOM PS3.3 C.17.2, C.17.3
 */
import type { Code } from '#analysis/report/codes.ts'
import type { ContentItem, ReferencedImage, Relationship, ReportContent } from '#analysis/report/items.ts'
import { say } from '#analysis/sentences/say.ts'
import { tag } from '../parse/dictionary.ts'
import { firstItem, items, rootLevel } from '../parse/elements.ts'
import { parseFile } from '../parse/part10.ts'
import { refuse } from '../parse/refusal.ts'
import { number, numbers, uidText } from '../parse/values.ts'
import { type Readable, readable, required, text, within } from './texts.ts'

export interface ReportFile {
  readonly sopClassUid: string
  readonly sopInstanceUid: string
  readonly seriesInstanceUid: string
  readonly studyInstanceUid: string
  readonly verified: boolean
  /** of the report that this one replaces */
  readonly predecessor: string | undefined
  readonly content: ReportContent
  /** items of kinds that are not read */
  readonly leftOut: number
}

/** @throws DicomRefusal when the file cannot be parsed, or holds no report */
export function readReport(file: Uint8Array): ReportFile {
  const { dataset, warnings } = parseFile(file)
  const root = readable(rootLevel(dataset), warnings)
  if (text(root, 'ValueType') !== 'CONTAINER') return refuse('missing-attribute', say('dicom/no-report'))
  const reader = new ItemReader()
  const content = {
    concept:
      codeIn(root, 'ConceptNameCodeSequence') ?? refuse('missing-attribute', 'the report has no title'),
    template: templateOf(root) ?? '',
    children: reader.children(root),
  }
  const before = firstItem(root.level, tag('PredecessorDocumentsSequence'))
  const series = before && firstItem(before, tag('ReferencedSeriesSequence'))
  const instance = series && firstItem(series, tag('ReferencedSOPSequence'))
  return {
    sopClassUid: required(root, 'SOPClassUID'),
    sopInstanceUid: required(root, 'SOPInstanceUID'),
    seriesInstanceUid: required(root, 'SeriesInstanceUID'),
    studyInstanceUid: required(root, 'StudyInstanceUID'),
    verified: text(root, 'VerificationFlag') === 'VERIFIED',
    predecessor: instance && uidText(instance, tag('ReferencedSOPInstanceUID'), warnings),
    content,
    leftOut: reader.leftOut,
  }
}

const relationships: readonly Relationship[] = [
  'CONTAINS',
  'HAS OBS CONTEXT',
  'HAS ACQ CONTEXT',
  'HAS CONCEPT MOD',
  'HAS PROPERTIES',
  'INFERRED FROM',
  'SELECTED FROM',
]

class ItemReader {
  leftOut = 0

  children(parent: Readable): ContentItem[] {
    return items(parent.level, tag('ContentSequence')).flatMap((level) => {
      const item = this.#item(within(parent, level))
      if (!item) this.leftOut += 1
      return item ? [item] : []
    })
  }

  #item(item: Readable): ContentItem | undefined {
    const stated = text(item, 'RelationshipType')
    const relationship = relationships.find((known) => known === stated)
    if (relationship === undefined) return undefined
    const concept = codeIn(item, 'ConceptNameCodeSequence')
    const children = this.children(item)
    if (text(item, 'ValueType') === 'IMAGE') {
      const image = imageIn(item)
      return image && { type: 'IMAGE', relationship, image, children, ...(concept ? { concept } : {}) }
    }
    return concept && namedItem(item, { relationship, concept, children })
  }
}

interface Common {
  readonly relationship: Relationship
  readonly concept: Code
  readonly children: readonly ContentItem[]
}

function namedItem(item: Readable, common: Common): ContentItem | undefined {
  switch (text(item, 'ValueType')) {
    case 'CONTAINER': {
      const template = templateOf(item)
      return { type: 'CONTAINER', ...common, ...(template === undefined ? {} : { template }) }
    }
    case 'CODE': {
      const code = codeIn(item, 'ConceptCodeSequence')
      return code && { type: 'CODE', ...common, code }
    }
    case 'TEXT':
      return { type: 'TEXT', ...common, text: text(item, 'TextValue') ?? '' }
    case 'NUM': {
      const measured = measuredIn(item)
      return measured && { type: 'NUM', ...common, measured }
    }
    case 'UIDREF':
      return { type: 'UIDREF', ...common, uid: required(item, 'UID') }
    case 'PNAME':
      return { type: 'PNAME', ...common, name: required(item, 'PersonName') }
    case 'DATETIME':
      return { type: 'DATETIME', ...common, at: isoTime(required(item, 'DateTime')) }
    case 'SCOORD':
      if (!isLine(text(item, 'GraphicType'))) return undefined
      return { type: 'SCOORD', ...common, points: pairs(numbers(item.level, tag('GraphicData'))) }
    default:
      return undefined
  }
}

/** A point is a line of one. */
const isLine = (graphicType: string | undefined): boolean =>
  graphicType === 'POLYLINE' || graphicType === 'POINT'

function codeIn(item: Readable, keyword: string): Code | undefined {
  const level = firstItem(item.level, tag(keyword))
  if (!level) return undefined
  const code = within(item, level)
  const value = text(code, 'CodeValue') ?? text(code, 'LongCodeValue')
  const scheme = text(code, 'CodingSchemeDesignator')
  if (value === undefined || scheme === undefined) return undefined
  return { value, scheme, meaning: text(code, 'CodeMeaning') ?? '' }
}

const templateOf = (item: Readable): string | undefined => {
  const level = firstItem(item.level, tag('ContentTemplateSequence'))
  return level && text(within(item, level), 'TemplateIdentifier')
}

/** @returns the double where one is stated beside the decimal text, as a more exact value of the same number */
function measuredIn(item: Readable) {
  const level = firstItem(item.level, tag('MeasuredValueSequence'))
  if (!level) {
    const qualifier = codeIn(item, 'NumericValueQualifierCodeSequence')
    return qualifier && { qualifier }
  }
  const unit = codeIn(within(item, level), 'MeasurementUnitsCodeSequence')
  const value = number(level, tag('FloatingPointValue')) ?? number(level, tag('NumericValue'))
  return unit && value !== undefined ? { value, unit } : undefined
}

function imageIn(item: Readable): ReferencedImage | undefined {
  const level = firstItem(item.level, tag('ReferencedSOPSequence'))
  if (!level) return undefined
  const reference = within(item, level)
  const image = {
    sopClassUid: required(reference, 'ReferencedSOPClassUID'),
    sopInstanceUid: required(reference, 'ReferencedSOPInstanceUID'),
  }
  const frame = number(level, tag('ReferencedFrameNumber'))
  return frame === undefined ? image : { ...image, frame: frame - 1 }
}

function pairs(data: readonly number[]): (readonly [number, number])[] {
  if (data.length % 2 !== 0) refuse('bad-number', 'a polyline with half a point')
  return Array.from({ length: data.length / 2 }, (_, i) => [data[2 * i] ?? 0, data[2 * i + 1] ?? 0])
}

/** YYYYMMDDHHMMSS.FFFFFF as ISO 8601 to the millisecond; what is not of that form as it stands. */
function isoTime(text: string): string {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{3})\d*)?$/.exec(text)
  if (!parts) return text
  const [, year, month, day, hour, minute, second, millisecond = '000'] = parts
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`
}
