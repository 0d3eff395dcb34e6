/**
 * A binary segmentation as masks on the images that they were made from.
 * @source DICOM PS3.3 C.8.20, C.7.6.16
 */
import type { ReferencedImage } from '#analysis/report/items.ts'
import { tag } from '../parse/dictionary.ts'
import { bytesAt, findRow, firstItem, items, type Level, rootLevel } from '../parse/elements.ts'
import { parseFile } from '../parse/part10.ts'
import { refuse } from '../parse/refusal.ts'
import { pixelData } from '../parse/tags.ts'
import { number } from '../parse/values.ts'
import { unpackBits } from '../write/seg/bits.ts'
import { type SegmentName, segmentNamed } from '../write/seg/segments.ts'
import { type Readable, readable, required, text, within } from './texts.ts'

export interface SegmentationFile {
  readonly sopInstanceUid: string
  readonly seriesInstanceUid: string
  readonly studyInstanceUid: string
  readonly description: string | undefined
  readonly rows: number
  readonly columns: number
  readonly frames: readonly SegmentationFrame[]
}

export interface SegmentationFrame {
  /** absent for a segment of a kind that is not ours */
  readonly segment: SegmentName | undefined
  readonly label: string | undefined
  readonly image: ReferencedImage
  /** rows × columns of 0 and 1 */
  readonly mask: Uint8Array
}

/** @throws DicomRefusal when the file cannot be parsed, or is no binary segmentation that names its sources */
export function readSegmentation(file: Uint8Array): SegmentationFile {
  const { dataset, warnings } = parseFile(file)
  const root = readable(rootLevel(dataset), warnings)
  if (text(root, 'SegmentationType') !== 'BINARY')
    return refuse('missing-attribute', 'the file holds no binary segmentation')
  const rows = count(root.level, 'Rows')
  const columns = count(root.level, 'Columns')
  const groups = items(root.level, tag('PerFrameFunctionalGroupsSequence'))
  const pixels = findRow(root.level, pixelData)
  if (pixels < 0) return refuse('no-pixels', 'the segmentation has no pixels')
  const packed = bytesAt(dataset, pixels)
  if (packed.length * 8 < groups.length * rows * columns)
    return refuse('pixels-too-short', 'the segmentation has fewer bits than pixels')
  const masks = unpackBits(packed, groups.length, rows * columns)
  const segments = segmentsOf(root)
  return {
    sopInstanceUid: required(root, 'SOPInstanceUID'),
    seriesInstanceUid: required(root, 'SeriesInstanceUID'),
    studyInstanceUid: required(root, 'StudyInstanceUID'),
    description: text(root, 'ContentDescription'),
    rows,
    columns,
    frames: masks.map((mask, i) => ({ ...frameOf(root, groups[i], segments), mask })),
  }
}

const count = (level: Level, keyword: string): number =>
  number(level, tag(keyword)) ?? refuse('missing-attribute', `a segmentation without ${keyword}`)

type Segment = Pick<SegmentationFrame, 'segment' | 'label'>

function segmentsOf(root: Readable): Map<number, Segment> {
  return new Map(
    items(root.level, tag('SegmentSequence')).map((level) => {
      const type = firstItem(level, tag('SegmentedPropertyTypeCodeSequence'))
      const code = type && within(root, type)
      const segment =
        code &&
        segmentNamed({
          value: required(code, 'CodeValue'),
          scheme: required(code, 'CodingSchemeDesignator'),
        })
      return [count(level, 'SegmentNumber'), { segment, label: text(within(root, level), 'SegmentLabel') }]
    }),
  )
}

function frameOf(root: Readable, group: Level | undefined, segments: ReadonlyMap<number, Segment>) {
  const broken = (): never => refuse('functional-groups-broken', 'a frame does not say what it shows')
  const identification = group && firstItem(group, tag('SegmentIdentificationSequence'))
  const derivation = group && firstItem(group, tag('DerivationImageSequence'))
  const source = derivation && firstItem(derivation, tag('SourceImageSequence'))
  if (!identification || !source) return broken()
  const { segment, label } = segments.get(count(identification, 'ReferencedSegmentNumber')) ?? broken()
  const sourceImage = within(root, source)
  const image = {
    sopClassUid: required(sourceImage, 'ReferencedSOPClassUID'),
    sopInstanceUid: required(sourceImage, 'ReferencedSOPInstanceUID'),
  }
  const frame = number(source, tag('ReferencedFrameNumber'))
  return { segment, label, image: frame === undefined ? image : { ...image, frame: frame - 1 } }
}
