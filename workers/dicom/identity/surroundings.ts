/** The places around a data set where bytes can hide: preamble, group 2, padding, and the ends of pixels and streams. */
import { say } from '#analysis/sentences/say.ts'
import { publicElement, tag } from '../parse/dictionary.ts'
import { bytesAt, findRow, lengthAt, rootLevel, rowsOf, tagAt, vrAt } from '../parse/elements.ts'
import type { DicomFile } from '../parse/part10.ts'
import { pixelData, tagText, trailingPadding } from '../parse/tags.ts'
import { ascii } from '../parse/values.ts'
import * as VR from '../parse/vr.ts'
import { warn } from '../parse/warnings.ts'
import type { Findings } from './finding.ts'
import { harmlessLength } from './private-elements.ts'
import {
  hiddenContent,
  looksLikeIdentity,
  namesAPerson,
  namesARecord,
  readableRuns,
  suspiciousBytes,
} from './texts.ts'

const applicationTitles = [
  'SourceApplicationEntityTitle',
  'SendingApplicationEntityTitle',
  'ReceivingApplicationEntityTitle',
].map(tag)
const privateInformation = tag('PrivateInformation')

/** The first bytes of a TIFF, which may share a file with DICOM. */
const tiff = /^(II\*\0|MM\0\*)/
/** Programs and pages: no identity, but nothing that may be passed on. */
const program =
  /^(\x7fELF|MZ|#!|%PDF|PK|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe|\s*<(!doctype|html|script|svg|\?xml|\?php))/i

/** How much of the pixels is image; the rest may be anything. */
export interface BesidePixels {
  /** that the frames take; absent where there are no native pixels */
  readonly nativeBytes?: number
  /** what compressed frames hold beside their image */
  readonly remarks?: readonly Uint8Array[]
}

export function checkSurroundings(
  file: DicomFile,
  { nativeBytes, remarks = [] }: BesidePixels,
  findings: Findings,
): void {
  checkPreamble(file, findings)
  for (const remark of remarks) checkRemark(remark, findings)
  checkMeta(file, findings)
  const root = rootLevel(file.dataset)
  const padding = findRow(root, trailingPadding)
  if (padding >= 0) hidden(bytesAt(file.dataset, padding), tagText(trailingPadding), findings)
  const pixels = findRow(root, pixelData)
  if (pixels >= 0 && nativeBytes !== undefined && lengthAt(file.dataset, pixels) > nativeBytes)
    hidden(
      bytesAt(file.dataset, pixels).subarray(nativeBytes),
      say('dicom/end-of', { tag: tagText(pixelData) }),
      findings,
    )
  const { deflated, meta } = file
  if (deflated && deflated.end < deflated.fileEnd)
    hidden(meta.bytes.subarray(deflated.end, deflated.fileEnd), 'the end of the file', findings)
}

function checkPreamble({ preamble, warnings }: DicomFile, findings: Findings): void {
  if (!preamble) return
  const text = preamble.toString('latin1')
  const programmed = program.test(text)
  if (programmed) warn(warnings, 'preamble-program', say('dicom/preamble-program'))
  if ((programmed || tiff.test(text)) && !looksLikeIdentity(text)) return
  hidden(preamble, 'the preamble', findings)
}

function checkMeta({ meta, warnings }: DicomFile, findings: Findings): void {
  const level = rootLevel(meta)
  if (applicationTitles.some((title) => ascii(level, title) !== undefined))
    warn(warnings, 'application-title', say('dicom/application-title'))
  const row = findRow(level, privateInformation)
  if (row >= 0 && lengthAt(meta, row) > harmlessLength)
    findings.addElement('suspected', 'private-unknown', privateInformation)
  for (const each of rowsOf(level)) {
    const bytes = bytesAt(meta, each)
    if (!publicElement(tagAt(meta, each)) && bytes.length > harmlessLength)
      findings.addElement('suspected', 'unknown-element', tagAt(meta, each))
    const text = bytes.toString('latin1')
    const hides = VR.isText(vrAt(meta, each)) && suspiciousBytes(bytes, false).afterNul
    if (hides || namesAPerson(text) || namesARecord(text))
      findings.addElement('found', 'hidden-text', tagAt(meta, each))
  }
}

/** What encoders say of themselves, and the markers of the file formats that they come from. */
const encoder =
  /^(Created by [\w/ ]*OpenJPEG version [\d.]+|Creator: JasPer Version [\d.]+|Kakadu-[v\d.]+|LEAD Technologies Inc\. V[\d.]+)$/
const usualBytes = 128

/** A comment in a codestream is shown by few viewers, and copied by all. */
function checkRemark(remark: Uint8Array, findings: Findings): void {
  const where = say('dicom/comment-in', { tag: tagText(pixelData) })
  const text = readableRuns(remark)
  if (namesAPerson(text) || namesARecord(text)) findings.add('found', 'hidden-text', where, where)
  else if (text !== '' && !encoder.test(text)) findings.add('suspected', 'free-text', where, where)
  else if (remark.length > usualBytes && hiddenContent(remark) !== 'nothing')
    findings.add('suspected', 'hidden-bytes', where, where)
}

function hidden(bytes: Uint8Array, where: string, findings: Findings): void {
  const content = hiddenContent(bytes)
  if (content === 'text') findings.add('found', 'hidden-text', where, where)
  else if (content === 'bytes') findings.add('suspected', 'hidden-bytes', where, where)
}
