/** Facts of a file that passed every check when it was taken in: read again, because this version reads more. */
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { say } from '#analysis/sentences/say.ts'
import { tag } from '../parse/dictionary.ts'
import { defaultLimits, type Limits } from '../parse/limits.ts'
import { parseFile } from '../parse/part10.ts'
import { refuse } from '../parse/refusal.ts'
import { isImage } from '../parse/sop-classes.ts'
import { sourceOf } from '../parse/source.ts'
import { ascii } from '../parse/values.ts'
import { describePixels } from '../pixels/description.ts'
import { imageFacts } from './instance.ts'

const sopClassUid = tag('SOPClassUID')

/**
 * @param bytes  the whole file
 * @returns undefined for a report, a segmentation, a document
 * @throws DicomRefusal for what this version no longer reads
 */
export function storedFacts(bytes: Uint8Array, limits: Limits = defaultLimits): InstanceFacts | undefined {
  const source = sourceOf(parseFile(bytes, limits))
  const sopClass =
    ascii(source.root, sopClassUid) ??
    refuse('missing-attribute', say('dicom/is-missing', { element: 'SOPClassUID' }))
  if (!isImage(sopClass)) return undefined
  return imageFacts(source, describePixels(source.root, source.warnings)).facts
}
