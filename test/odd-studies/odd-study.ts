/**
 * Studies as no protocol asks for them, as files: series left out, phases missing, pixels that are not square. Planes
 * and headers are those of the small synthetic study; the picture is a ring that beats, so that it can be drawn on.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { randomBits } from '#analysis/numerics/random.ts'
import type { ImageAttributes } from '#analysis/phantom/attributes.ts'
import { acquisitionOf, type PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { phantomSeries } from '#analysis/phantom/study.ts'
import { at } from '#analysis/units/at.ts'
import { type Mm, mm, ms } from '#analysis/units/units.ts'
import type { SeriesContext } from '#dicom/write/mr/modules.ts'
import { mrImage } from '#dicom/write/mr/mr-image.ts'
import { phantomUid } from '#dicom/write/mr/uids.ts'
import { type Dataset, writePart10 } from '#dicom/write/part10.ts'

export interface OddSeries {
  /** of the synthetic examination, by its name there */
  readonly name: string
  /** those of the examination where they are absent */
  readonly slices?: number
  readonly phases?: number
  /** mm between slices */
  readonly spacing?: number
  /** mm between rows, and between columns */
  readonly pixel?: readonly [rows: number, columns: number]
  readonly matrix?: (slice: number) => readonly [rows: number, columns: number]
  /** pictures that were never sent; both from 0 */
  readonly lacks?: (slice: number, phase: number) => boolean
  /** how a picture is written, where it is not written well */
  readonly write?: (dataset: Dataset, slice: number, phase: number) => Uint8Array
}

export interface OddStudy {
  /** also tells one study from another */
  readonly subject: string
  readonly series: readonly OddSeries[]
}

export const oddProject = 'CMR-TRIAL-01'

const optionsOf = ({ subject }: OddStudy): PhantomStudyOptions => ({
  preset: 'normal',
  small: true,
  examination: 'whole',
  seed: 1,
  project: oddProject,
  site: 'SITE01',
  subject,
  studyDate: '20250101',
})

export const oddStudyUid = (study: OddStudy): string => phantomUid(optionsOf(study))

const imageUid = (study: OddStudy, series: number, slice: number, phase: number): string =>
  phantomUid(optionsOf(study), 'odd', series, slice, phase)

/** As the window names an image of a series; slice and phase from 0. */
export function oddImage(study: OddStudy, name: string, slice: number, phase: number): string {
  const series = phantomSeries(optionsOf(study)).findIndex((one) => one.name === name)
  return `${imageUid(study, series, slice, phase)}/0`
}

export function* oddStudy(study: OddStudy): Generator<Uint8Array, void, undefined> {
  const options = optionsOf(study)
  const { rr } = acquisitionOf(options)
  const examination = phantomSeries(options)
  const noise = twelveBits(largestPicture)
  for (const odd of study.series) {
    const index = examination.findIndex(({ name }) => name === odd.name)
    const usual = at(examination, index)
    const { slices = usual.planes.length, phases = usual.phases } = odd
    const planes = planesOf(odd, usual.planes, slices)
    const context: SeriesContext = {
      options,
      seriesNumber: index + 1,
      series: {
        ...usual,
        planes,
        phases,
        ...(odd.spacing === undefined ? {} : { spacing: mm(odd.spacing) }),
        attributes: Array.from({ length: slices }, (_, slice) =>
          Array.from({ length: phases }, (_, phase) => attributesAt(usual.attributes, slice, phase, phases)),
        ),
      },
    }
    for (const [slice, plane] of planes.entries())
      for (let phase = 0; phase < phases; phase++) {
        if (odd.lacks?.(slice, phase)) continue
        const dataset = mrImage(context, {
          sopInstanceUid: imageUid(study, index, slice, phase),
          plane,
          slice,
          phase,
          rr,
          stored: picture(plane, ringAt(slice / slices, phase / phases), noise),
        })
        yield odd.write?.(dataset, slice, phase) ?? writePart10(dataset)
      }
  }
}

/** One folder a study. @returns how many files were written */
export function writeOddStudy(folder: string, study: OddStudy): number {
  const into = join(folder, study.subject)
  mkdirSync(into, { recursive: true })
  let files = 0
  for (const bytes of oddStudy(study)) writeFileSync(join(into, `${files++}.dcm`), bytes)
  return files
}

function planesOf(odd: OddSeries, usual: readonly ImagePlane[], slices: number): readonly ImagePlane[] {
  const first = at(usual, 0)
  const next = usual[1]?.position ?? first.position
  const apart = Math.hypot(...first.position.map((value, axis) => at(next, axis) - value)) || 1
  const step = (odd.spacing ?? apart) / apart
  return Array.from({ length: slices }, (_, slice): ImagePlane => {
    const [rows, columns] = odd.matrix?.(slice) ?? [first.rows, first.columns]
    const [x, y, z] = first.position.map(
      (value, axis) => value + slice * step * (at(next, axis) - value),
    ) as [number, number, number]
    const [rowSpacing, columnSpacing]: readonly Mm[] = (
      odd.pixel ?? [first.rowSpacing, first.columnSpacing]
    ).map(mm)
    return {
      ...first,
      position: [x, y, z],
      rows,
      columns,
      rowSpacing: rowSpacing ?? first.rowSpacing,
      columnSpacing: columnSpacing ?? first.columnSpacing,
    }
  })
}

function attributesAt(
  usual: readonly (readonly ImageAttributes[])[],
  slice: number,
  phase: number,
  phases: number,
): ImageAttributes {
  const ofSlice = usual[slice] ?? at(usual, 0)
  const known = ofSlice[phase] ?? at(ofSlice, 0)
  return known.kind === 'cine' ? { ...known, triggerTime: ms((phase / phases) * known.rr) } : known
}

/** mm from the middle of the picture; it beats once, and grows narrower towards the apex. */
export const ringAt = (depth: number, beat: number): { readonly inner: number; readonly outer: number } => {
  const size = 1 - 0.5 * depth
  const squeeze = Math.sin(Math.PI * Math.min(1, beat / 0.7)) ** 2
  return { inner: size * (26 - 9 * squeeze), outer: size * (36 - 4 * squeeze) }
}

const largestPicture = 256 * 256

function picture(
  { rows, columns, rowSpacing, columnSpacing }: ImagePlane,
  { inner, outer }: ReturnType<typeof ringAt>,
  noise: Uint16Array,
): Uint8Array {
  const pixels = new Uint16Array(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const radius = Math.hypot(
        (row - (rows - 1) / 2) * rowSpacing,
        (column - (columns - 1) / 2) * columnSpacing,
      )
      const signal = radius < inner ? 900 : radius < outer ? 250 : 90
      const i = row * columns + column
      pixels[i] = signal + ((noise[i % noise.length] ?? 0) & 31)
    }
  return new Uint8Array(pixels.buffer)
}

function twelveBits(count: number): Uint16Array {
  const bits = randomBits(1, 0)
  return Uint16Array.from({ length: count }, () => bits() & 0xfff)
}
