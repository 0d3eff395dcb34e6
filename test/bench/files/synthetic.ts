/**
 * Synthetic MR files of a scanner's usual size: 256 x 256 pixels of 16 bits, 133 kB. Headers are those of the
 * phantom's studies; the pixels are noise, for nothing here looks at them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBits } from '#analysis/numerics/random.ts'
import { acquisitionOf, type PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { phantomSeries } from '#analysis/phantom/study.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import type { BeatsPerMinute } from '#analysis/units/units.ts'
import { mrImage } from '#dicom/write/mr/mr-image.ts'
import { phantomUid } from '#dicom/write/mr/uids.ts'
import { type Dataset, writePart10 } from '#dicom/write/part10.ts'
import { project } from '../../library/workplace.ts'

export interface NoiseStudy {
  /** also tells one study from another */
  readonly subject: string
  /** those of the phantom where they are absent */
  readonly phases?: number
  readonly heartRate?: BeatsPerMinute
  readonly slices?: number
  readonly roles?: readonly SeriesRole[]
  /** nothing tells its phases apart but their order */
  readonly untimed?: boolean
}

const side = 256
const pixelBytes = side * side * 2
/** Each file's pixels begin elsewhere in one stretch of noise. */
const noiseStep = 64
let noise: Uint8Array | undefined

export function* noiseStudy(study: NoiseStudy): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  const { subject, phases, heartRate, slices, roles } = study
  const options: PhantomStudyOptions = {
    preset: 'normal',
    seed: 1,
    project,
    site: 'SITE-A',
    subject,
    studyDate: '20240102',
    ...(heartRate === undefined ? {} : { heartRate }),
  }
  const { rr } = acquisitionOf(options)
  noise ??= twelveBitNoise(pixelBytes + noiseStep * 1024)
  let start = 0
  for (const [index, usual] of phantomSeries(options).entries()) {
    if (roles && !roles.includes(usual.role)) continue
    const series = usual.phases > 1 && phases !== undefined ? { ...usual, phases } : usual
    const context = { options, series, seriesNumber: index + 1 }
    for (const [slice, usualPlane] of series.planes.slice(0, slices).entries()) {
      const plane = { ...usualPlane, rows: side, columns: side }
      for (let phase = 0; phase < series.phases; phase++) {
        const stored = noise.subarray(start, start + pixelBytes)
        start = (start + noiseStep) % (noise.length - pixelBytes)
        const sopInstanceUid = phantomUid(options, 'noise', index, slice, phase)
        const dataset = mrImage(context, { sopInstanceUid, plane, slice, phase, rr, stored })
        yield writePart10(study.untimed ? untimed(dataset) : dataset)
      }
    }
  }
}

function untimed(dataset: Dataset): Dataset {
  const { TemporalPositionIdentifier, NumberOfTemporalPositions, TriggerTime, ...rest } = dataset
  return rest
}

/** @returns the paths written, one folder a study */
export function writeNoiseStudy(
  folder: string,
  study: NoiseStudy,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const into = join(folder, study.subject)
  mkdirSync(into, { recursive: true })
  const written: string[] = []
  for (const bytes of noiseStudy(study)) {
    if (written.length === most) break
    const path = join(into, `${written.length}.dcm`)
    writeFileSync(path, bytes)
    written.push(path)
  }
  return written
}

/** As many studies as it takes. */
export function writeNoiseFiles(folder: string, count: number): string[] {
  const written: string[] = []
  for (let number = 1; written.length < count; number++) {
    const subject = `S-${String(number).padStart(4, '0')}`
    written.push(...writeNoiseStudy(folder, { subject }, count - written.length))
  }
  return written
}

function twelveBitNoise(bytes: number): Uint8Array {
  const bits = randomBits(1, 0)
  const pixels = Uint16Array.from({ length: bytes / 2 }, () => bits() & 0xfff)
  return new Uint8Array(pixels.buffer)
}
