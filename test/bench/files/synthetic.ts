/**
 * Many synthetic MR files of a scanner's usual size: 256 x 256 pixels of 16 bits, 133 kB. Headers are those of the
 * phantom's studies; the pixels are noise, for nothing here looks at them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { acquisitionOf, type PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { randomBits } from '#analysis/phantom/random.ts'
import { layoutOf } from '#dicom/write/mr/layout.ts'
import { mrImage } from '#dicom/write/mr/mr-image.ts'
import { writePart10 } from '#dicom/write/part10.ts'
import { project } from '../../library/workplace.ts'

const side = 256
const pixelBytes = side * side * 2
/** Each file's pixels begin elsewhere in one stretch of noise. */
const noiseStep = 64

/** @returns the paths written, one folder a study */
export function writeSyntheticFiles(folder: string, count: number): string[] {
  const noise = twelveBitNoise(pixelBytes + noiseStep * 1024)
  const written: string[] = []
  for (let number = 1; written.length < count; number++) {
    const subject = `S-${String(number).padStart(4, '0')}`
    mkdirSync(join(folder, subject), { recursive: true })
    for (const bytes of imagesOf(subject, number, noise)) {
      if (written.length === count) break
      const path = join(folder, subject, `${written.length}.dcm`)
      writeFileSync(path, bytes)
      written.push(path)
    }
  }
  return written
}

function* imagesOf(subject: string, seed: number, noise: Uint8Array): Generator<Uint8Array> {
  const options: PhantomStudyOptions = {
    preset: 'normal',
    seed,
    project,
    site: 'SITE-A',
    subject,
    studyDate: '20240102',
  }
  const { rr } = acquisitionOf(options)
  let start = 0
  for (const series of layoutOf(options)) {
    for (const image of series.images) {
      const plane = { ...image.plane, rows: side, columns: side }
      const stored = noise.subarray(start, start + pixelBytes)
      start = (start + noiseStep) % (noise.length - pixelBytes)
      yield writePart10(mrImage(series, { ...image, plane, rr, stored }))
    }
  }
}

function twelveBitNoise(bytes: number): Uint8Array {
  const bits = randomBits(1, 0)
  const pixels = Uint16Array.from({ length: bytes / 2 }, () => bits() & 0xfff)
  return new Uint8Array(pixels.buffer)
}
