/** Slices of the Sunnybrook cines with what an expert drew on them, for propagation. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { coverage } from '#analysis/contours/coverage.ts'
import type { Polygon } from '#analysis/contours/polygon.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { MeasuredImage } from '#analysis/images/image.ts'
import { type CarriedBorder, type DrawnBorder, propagateContours } from '#analysis/strain/propagate.ts'
import { at } from '#analysis/units/at.ts'
import { type Ms, ms } from '#analysis/units/units.ts'
import { inspect } from '#dicom/inspect.ts'
import { modalityValues } from '../../workers/pixels/values.ts'
import { cineFolder, expertContours, factsIn, type Patient, reference } from '../analysis/sunnybrook.ts'

export interface ExpertSlice {
  readonly slice: number
  readonly plane: MeasuredImage['plane']
  readonly images: readonly MeasuredImage[]
  readonly times: readonly Ms[]
  readonly rr: Ms
  /** the expert's borders at ED */
  readonly drawn: readonly DrawnBorder[]
  readonly esPhase: number
  /** the expert's endocardium at ES */
  readonly endSystolic: Polygon
}

/** Those slices of a patient that the expert contoured at ED and ES, from the base on. */
export async function expertSlices(
  shared: string,
  patient: Patient,
  wanted?: readonly number[],
): Promise<ExpertSlice[]> {
  const { slices_total, phases, ed_phase_0based, es_phase_0based } = reference(shared, patient)
  const files = factsIn(cineFolder(shared, patient))
  const { contours } = expertContours(shared, patient, files)
  const found: ExpertSlice[] = []
  for (let slice = 0; slice < slices_total; slice++) {
    if (wanted !== undefined && !wanted.includes(slice)) continue
    const border = (phase: number, name: string): IndexPoint[] | undefined => {
      const uid = files.get(String(slice * phases + phase + 1))?.sopInstanceUid
      return contours
        .find((contour) => contour.border === name && contour.sopInstanceUid === uid)
        ?.points.map(([x = Number.NaN, y = Number.NaN]): IndexPoint => [x, y])
    }
    const endocardial = border(ed_phase_0based, 'lv-endocardial')
    const epicardial = border(ed_phase_0based, 'lv-epicardial')
    const endSystolic = border(es_phase_0based, 'lv-endocardial')
    if (endocardial === undefined || endSystolic === undefined) continue
    const read = await Promise.all(
      Array.from({ length: phases }, (_, phase) =>
        imageOf(resolve(cineFolder(shared, patient), `${slice * phases + phase + 1}.dcm`)),
      ),
    )
    const drawn = { phase: ed_phase_0based, closed: true }
    found.push({
      slice,
      plane: at(read, 0).image.plane,
      images: read.map(({ image }) => image),
      times: read.map(({ time }) => time),
      rr: at(read, 0).rr,
      drawn: [
        { ...drawn, border: 'lv-endocardial', points: endocardial },
        ...(epicardial === undefined
          ? []
          : [{ ...drawn, border: 'lv-epicardial' as const, points: epicardial }]),
      ],
      esPhase: es_phase_0based,
      endSystolic,
    })
  }
  return found
}

async function imageOf(path: string): Promise<{ image: MeasuredImage; time: Ms; rr: Ms }> {
  const file = readFileSync(path)
  const found = inspect(file, { project: { protocolId: 'SCD' } })
  if (found.kind !== 'image') throw new Error(`${path} is no image`)
  const [frame] = found.facts.frames
  if (frame?.plane === undefined || frame.triggerTime === undefined)
    throw new Error(`${path} has no place or time`)
  const pixels = await modalityValues(file, found.frames, found.facts.pixels, frame)
  return {
    image: { sopInstanceUid: found.facts.sopInstanceUid, frame: 0, plane: frame.plane, pixels },
    time: frame.triggerTime,
    rr: frame.nominalInterval ?? ms(60000 / (frame.heartRate ?? Number.NaN)),
  }
}

/** Overlap of two borders on one picture by the exact share of every pixel: 2 |A ∩ B| / (|A| + |B|). */
export function dice(a: Polygon, b: Polygon, { rows, columns }: { rows: number; columns: number }): number {
  const other = coverage(b, rows, columns)
  let [both, sum] = [0, 0]
  coverage(a, rows, columns).forEach((share, i) => {
    both += Math.min(share, other[i] ?? 0)
    sum += share + (other[i] ?? 0)
  })
  return (2 * both) / sum
}

export interface CarriedSlice {
  readonly slice: number
  /** the endocardium at ES as it was carried there from ED */
  readonly border: CarriedBorder
  /** how far it overlaps the expert's */
  readonly dice: number
  /** how far the border of ED does */
  readonly still: number
}

export function carriedToEs({
  slice,
  plane,
  esPhase,
  endSystolic,
  drawn,
  ...cine
}: ExpertSlice): CarriedSlice {
  const carried = propagateContours({ drawn, ...cine })
  if (!carried.measured) throw new Error(`slice ${slice}: ${carried.reason} ${carried.detail}`)
  const border = carried.value.borders.find((one) => one.phase === esPhase && one.border === 'lv-endocardial')
  if (border === undefined) throw new Error(`slice ${slice} has no endocardium at ES`)
  return {
    slice,
    border,
    dice: dice(border.points, endSystolic, plane),
    still: dice(at(drawn, 0).points, endSystolic, plane),
  }
}
