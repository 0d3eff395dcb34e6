/** ECV pixel by pixel: the map after contrast is laid on the one before by the middle of the ventricle. */
import { centroid } from '../contours/polygon.ts'
import { indexToPatient, type PatientPoint, patientToIndex, type Vector3 } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import { ecvOf, type T1Value } from './ecv.ts'
import { pixelStatus } from './relaxation.ts'
import type { TissueMap } from './tissue-map.ts'

export interface BloodAndHaematocrit {
  readonly bloodNative: T1Value
  readonly bloodPost: T1Value
  /** fraction */
  readonly haematocrit: number
}

export interface EcvMap {
  readonly map: TissueMap
  /** LPS: what the ventricle had moved from the one map to the other */
  readonly shift: Vector3
  readonly distance: Mm
}

/** a shift beyond this in plane is more than breath-holds explain */
const usualShift = mm(15)

/**
 * @returns unmeasured 'no-contours' when one of the maps has no epicardial contour to be laid on the other by;
 *   'contradictory-input' when they are of slices far from each other
 */
export function ecvMap(native: TissueMap, post: TissueMap, blood: BloodAndHaematocrit): Outcome<EcvMap> {
  const shift = shiftOf(native, post)
  if (!shift.measured) return shift
  const { rows, columns } = native.plane
  const value = new Float32Array(rows * columns)
  const status = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column
      status[i] = native.status[i] ?? pixelStatus.masked
      if (status[i] !== pixelStatus.fitted) continue
      const p = indexToPatient(native.plane, [column, row])
      const moved: PatientPoint = [p[0] + shift.value[0], p[1] + shift.value[1], p[2] + shift.value[2]]
      const after = fittedAt(post, moved)
      const ecv =
        after === undefined
          ? undefined
          : ecvOf({
              wallNative: { t1: native.value[i] ?? 0, uncertainty: 0 },
              wallPost: { t1: after, uncertainty: 0 },
              ...blood,
              haematocritUncertainty: 0,
            })
      if (ecv?.measured) value[i] = ecv.value.ecv
      else status[i] = after === undefined ? pixelStatus.masked : pixelStatus['out-of-range']
    }
  const distance = mm(Math.hypot(...shift.value))
  return measured(
    {
      map: { slice: native.slice, plane: native.plane, value, status, drawn: native.drawn },
      shift: shift.value,
      distance,
    },
    distance > usualShift ? [say('mapping/ventricle-lies-mm-apart-two', { distance })] : [],
  )
}

function shiftOf(native: TissueMap, post: TissueMap): Outcome<Vector3> {
  const before = native.drawn.epicardial
  const after = post.drawn.epicardial
  if (before === undefined || after === undefined)
    return unmeasured('no-contours', say('mapping/both-maps-need-epicardial-contour'))
  const a = indexToPatient(native.plane, centroid(before))
  const b = indexToPatient(post.plane, centroid(after))
  return measured([b[0] - a[0], b[1] - a[1], b[2] - a[2]])
}

/** Bilinear; undefined where one of the four pixels holds no number. */
function fittedAt({ plane, value, status }: TissueMap, point: PatientPoint): number | undefined {
  const [column, row] = patientToIndex(plane, point).index
  const c = Math.floor(column)
  const r = Math.floor(row)
  if (c < 0 || r < 0) return undefined
  let sum = 0
  for (const [dc, dr] of corners) {
    const weight = (dc === 0 ? 1 - (column - c) : column - c) * (dr === 0 ? 1 - (row - r) : row - r)
    if (weight < 1e-9) continue
    if (c + dc >= plane.columns || r + dr >= plane.rows) return undefined
    const i = (r + dr) * plane.columns + c + dc
    if (status[i] !== pixelStatus.fitted) return undefined
    sum += weight * (value[i] ?? 0)
  }
  return sum
}

const corners = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const
