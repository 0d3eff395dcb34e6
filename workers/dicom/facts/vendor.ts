/**
 * What only private elements say about a cardiac series: velocity encoding, image kind, phases, technique. Read
 * where their creator is right, and only where no public attribute says the same.
 *
 *   GE       GEMS_ACQU_01  (0019,xx9C) sequence   xx88, xxD7 phases   xxCB velocity axis   xxCC venc in mm/s   xxE2 scale
 *            GEMS_PARM_01  (0043,xx2F) 0 magnitude, 1 phase, 2 real, 3 imaginary
 *   Philips  Imaging DD 001 (2001,xx08) phase number   xx17 phases   xx1A venc in cm/s, three axes   xx20 technique
 *   Siemens  MR HEADER (0051,xx14) v150in   MR SDI 02 (0021,xx29) v150_in   xx34 venc in cm/s   xx75 image type
 *
 * @source the vendors' conformance statements, as dcm4che's private dictionaries transcribe them
 */
import type { ComplexComponent } from '#analysis/protocol/facts.ts'
import { itemsOf, type Level, rowsOf, tagAt, vrAt } from '../parse/elements.ts'
import { isPrivate } from '../parse/tags.ts'
import * as VR from '../parse/vr.ts'
import { type PrivateElement, privateNumbers, privateText } from './private.ts'

const gems = 'GEMS_ACQU_01'
const philips = 'Philips Imaging DD 001'
const siemens = 'SIEMENS MR SDI 02'
const geSequence: PrivateElement = { creator: gems, group: 0x0019, element: 0x9c, vr: 'text' }
const gePhasesPerCycle: PrivateElement = { creator: gems, group: 0x0019, element: 0x88, vr: 'text' }
const gePhases: PrivateElement = { creator: gems, group: 0x0019, element: 0xd7, vr: 'SS' }
const geVenc: PrivateElement = { creator: gems, group: 0x0019, element: 0xcc, vr: 'SS' }
const geVelocityAxis: PrivateElement = { creator: gems, group: 0x0019, element: 0xcb, vr: 'SS' }
const geVelocityScale: PrivateElement = { creator: gems, group: 0x0019, element: 0xe2, vr: 'text' }
const geComponent: PrivateElement = { creator: 'GEMS_PARM_01', group: 0x0043, element: 0x2f, vr: 'SS' }
const philipsPhaseNumber: PrivateElement = { creator: philips, group: 0x2001, element: 0x08, vr: 'text' }
const philipsPhases: PrivateElement = { creator: philips, group: 0x2001, element: 0x17, vr: 'SL' }
const philipsVelocity: PrivateElement = { creator: philips, group: 0x2001, element: 0x1a, vr: 'FL' }
const philipsTechnique: PrivateElement = { creator: philips, group: 0x2001, element: 0x20, vr: 'text' }
const siemensVelocityText: PrivateElement = {
  creator: 'SIEMENS MR HEADER',
  group: 0x0051,
  element: 0x14,
  vr: 'text',
}
const siemensFlowDirection: PrivateElement = { creator: siemens, group: 0x0021, element: 0x29, vr: 'text' }
const siemensFlowVenc: PrivateElement = { creator: siemens, group: 0x0021, element: 0x34, vr: 'SL' }
const siemensImageType: PrivateElement = { creator: siemens, group: 0x0021, element: 0x75, vr: 'text' }

/**
 * Every level that may hold private elements of one frame: of an enhanced image the items of its groups and of
 * private sequences in them, the nearest first; then the data set.
 */
export function vendorLevels(root: Level, items: readonly (Level | undefined)[]): readonly Level[] {
  const nested = items.flatMap((item) => (item === undefined ? [] : [item, ...privateItems(item)]))
  return [...nested, root]
}

function privateItems(level: Level): Level[] {
  const found: Level[] = []
  for (const row of rowsOf(level)) {
    const { table } = level
    if (vrAt(table, row) !== VR.SQ || !isPrivate(tagAt(table, row))) continue
    found.push(...itemsOf(table, row))
  }
  return found
}

const firstNumber = (levels: readonly Level[], of: PrivateElement): number | undefined => {
  for (const level of levels) {
    const [value] = privateNumbers(level, of)
    if (value !== undefined) return value
  }
  return undefined
}

const firstText = (levels: readonly Level[], of: PrivateElement): string | undefined => {
  for (const level of levels) {
    const value = privateText(level, of)
    if (value !== undefined) return value
  }
  return undefined
}

export interface VendorVelocity {
  /** cm/s, positive */
  readonly venc: number
  readonly direction?: VelocityAxis
  /** the vendor's own number of the axis: tells encodings of one series apart, and no more */
  readonly encodingAxis?: number
}

/** In the patient, or out of the image plane; as LPS the first three are x, y, z. */
export type VelocityAxis = 'right-left' | 'anterior-posterior' | 'foot-head' | 'through-plane'

/** @param sequenceName  Siemens writes the velocity there too: fl2d1_v150in */
export function vendorVelocity(
  levels: readonly Level[],
  sequenceName: string | undefined,
): VendorVelocity | undefined {
  const direction = firstText(levels, siemensFlowDirection)
  const stated = firstNumber(levels, siemensFlowVenc)
  if (stated !== undefined && stated > 0) return { venc: stated, ...axisNamed(direction) }
  const ge = firstNumber(levels, geVenc)
  const geAxis = firstNumber(levels, geVelocityAxis)
  if (ge !== undefined && ge > 0)
    return { venc: ge / 10, ...(geAxis === undefined ? {} : { encodingAxis: geAxis }) }
  for (const text of [direction, firstText(levels, siemensVelocityText), siemensSequence(sequenceName)]) {
    const found = text === undefined ? null : velocityGrammar.exec(text)
    if (found !== null && Number(found[1]) > 0) return { venc: Number(found[1]), ...axisNamed(found[2]) }
  }
  return philipsVelocityOf(levels)
}

/** v150in, v150_in, v80cm/s */
const velocityGrammar = /(?:^|_)v(\d+(?:\.\d+)?)(?:cm\/s)?_?([a-z]{2})?$/i
const siemensSequence = (name: string | undefined): string | undefined =>
  name !== undefined && /^\*?fl\dd/i.test(name) ? name : undefined

const axes: Readonly<Record<string, VelocityAxis>> = {
  in: 'through-plane',
  rl: 'right-left',
  lr: 'right-left',
  ap: 'anterior-posterior',
  pa: 'anterior-posterior',
  fh: 'foot-head',
  hf: 'foot-head',
}

function axisNamed(text: string | undefined): { readonly direction?: VelocityAxis } {
  const direction = text === undefined ? undefined : axes[text.slice(-2).toLowerCase()]
  return direction === undefined ? {} : { direction }
}

/** A value for each of three axes; which of them is which no public document tells, so none is named. */
function philipsVelocityOf(levels: readonly Level[]): VendorVelocity | undefined {
  for (const level of levels) {
    const values = privateNumbers(level, philipsVelocity)
    const venc = Math.max(0, ...values.map(Math.abs))
    if (values.length !== 3 || venc === 0) continue
    const encoded = values.flatMap((value, axis) => (value === 0 ? [] : [axis]))
    const [encodingAxis] = encoded
    return { venc, ...(encoded.length === 1 && encodingAxis !== undefined ? { encodingAxis } : {}) }
  }
  return undefined
}

const components: readonly ComplexComponent[] = ['magnitude', 'phase', 'real', 'imaginary']
export function vendorComponent(levels: readonly Level[]): ComplexComponent | undefined {
  const code = firstNumber(levels, geComponent)
  return code === undefined ? undefined : components[code]
}

/** Of GE, by which phase becomes velocity. */
export const vendorVelocityScale = (levels: readonly Level[]): number | undefined =>
  firstNumber(levels, geVelocityScale)

export const vendorPhaseNumber = (levels: readonly Level[]): number | undefined =>
  firstNumber(levels, philipsPhaseNumber)

export const vendorPhases = (levels: readonly Level[]): number | undefined =>
  firstNumber(levels, philipsPhases) ?? firstNumber(levels, gePhases) ?? firstNumber(levels, gePhasesPerCycle)

export const vendorTechnique = (levels: readonly Level[]): string | undefined =>
  firstText(levels, philipsTechnique) ?? firstText(levels, geSequence)

export const vendorImageType = (levels: readonly Level[]): readonly string[] =>
  firstText(levels, siemensImageType)
    ?.split('\\')
    .map((token) => token.trim()) ?? []
