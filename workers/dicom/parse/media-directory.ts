/**
 * A DICOMDIR: an index of files, which we do not need, because we look at the files themselves. It is checked
 * all the same, so that a medium whose index points outside itself is named and not trusted.
 * @source DICOM PS3.3, Annex F; PS3.10, 8.2 (file IDs)
 */
import { say } from '#analysis/sentences/say.ts'
import { tag } from './dictionary.ts'
import { items, type Level, rootLevel, startAt } from './elements.ts'
import type { DicomFile } from './part10.ts'
import { refuse } from './refusal.ts'
import { codes, number } from './values.ts'

const firstRecord = tag('OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity')
const records = tag('DirectoryRecordSequence')
const nextRecord = tag('OffsetOfTheNextDirectoryRecord')
const lowerRecord = tag('OffsetOfReferencedLowerLevelDirectoryEntity')
const referencedFile = tag('ReferencedFileID')

const itemHeader = 8
const deepestFile = 8

const broken = (what: string): never => refuse('directory-broken', what)

/** @throws DicomRefusal 'directory-broken' for a file ID that leaves the medium, or records that form a loop */
export function checkMediaDirectory(file: DicomFile): void {
  const root = rootLevel(file.dataset)
  const byOffset = new Map<number, Level>()
  for (const record of items(root, records)) {
    checkFileId(codes(record, referencedFile))
    byOffset.set(startAt(record.table, record.first - 1) - itemHeader, record)
  }
  const visited = new Set<number>()
  const pending = [number(root, firstRecord) ?? 0]
  for (let offset = pending.pop(); offset !== undefined; offset = pending.pop()) {
    if (offset === 0) continue
    if (visited.has(offset)) broken(say('dicom/record-twice'))
    visited.add(offset)
    const record = byOffset.get(offset) ?? broken(say('dicom/record-lost'))
    pending.push(number(record, nextRecord) ?? 0, number(record, lowerRecord) ?? 0)
  }
}

function checkFileId(components: readonly string[]): void {
  if (components.length > deepestFile) broken(say('dicom/file-id-long'))
  for (const component of components)
    if (component === '' || /^\.+$/.test(component) || /[/:\0]/.test(component))
      broken(say('dicom/file-id-outside'))
}
