/** The header scan that is measured: the first bytes of a file, parsed up to its pixels, and three tags of it. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { tag } from '#dicom/parse/dictionary.ts'
import { findRow, rootLevel } from '#dicom/parse/elements.ts'
import { type DicomFile, parseHeader } from '#dicom/parse/part10.ts'
import { asciiAt } from '#dicom/parse/values.ts'

/** Headers of vendors may pass it: then more is read. */
const usualHeader = 16 * 1024
const into = Buffer.allocUnsafeSlow(usualHeader)
const wanted = [tag('SOPInstanceUID'), tag('SeriesInstanceUID'), tag('ImagePositionPatient')] as const

/** @returns characters of the three tags, so that nothing of the work can be left out */
export function scan(files: readonly string[]): number {
  let characters = 0
  for (const path of files) {
    const { dataset } = headerOf(path)
    const root = rootLevel(dataset)
    for (const one of wanted) {
      const row = findRow(root, one)
      if (row >= 0) characters += asciiAt(dataset, row).length
    }
  }
  return characters
}

function headerOf(path: string): DicomFile {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    let bytes = into
    for (;;) {
      const read = readSync(file, bytes, 0, bytes.length, 0)
      const header = parseHeader(bytes.subarray(0, read), size)
      if (header.kind === 'header') return header.file
      bytes = Buffer.allocUnsafe(header.atLeast)
    }
  } finally {
    closeSync(file)
  }
}
