/** Two readers' contour files, study by study. */
import { type BorderGrid, contourAgreement, type DrawnBorder } from '#analysis/agreement/borders.ts'
import { flattened } from '#analysis/agreement/patient-borders.ts'
import { mayRepeat } from '#analysis/contours/contour.ts'
import type { Polygon } from '#analysis/contours/polygon.ts'
import type { PatientPoint } from '#analysis/geometry/plane.ts'
import { measured, type Outcome, unmeasured } from '#analysis/units/outcome.ts'
import { mm } from '#analysis/units/units.ts'
import type { AgreementDocument } from '#contract/analysis-documents/agreement.ts'
import type { ContourFile } from '#contract/contour-file.ts'

type StudyAgreement = NonNullable<AgreementDocument['contours']>[number] & {
  readonly agreement: ReturnType<typeof contourAgreement>
}
type Filed = ContourFile['contours'][number]

/** One for each study that either has: what only one has is unmeasured, 'no-partner'. */
export function contoursByStudy(
  a: readonly ContourFile[],
  b: readonly ContourFile[],
  grid: BorderGrid,
): StudyAgreement[] {
  const studies = [...new Set([...a, ...b].map(({ study }) => study))]
  return studies.map((study) => {
    const [ours, theirs] = [a, b].map((files) => files.filter((file) => file.study === study))
    const [first, second] = [ours?.[0], theirs?.[0]]
    const alone = first === undefined ? 'second' : second === undefined ? 'first' : undefined
    if (first === undefined || second === undefined)
      return { study, warnings: [], agreement: unmeasured('no-partner', `only the ${alone} reader has it`) }
    if ((ours?.length ?? 0) > 1 || (theirs?.length ?? 0) > 1)
      return { study, warnings: [], agreement: unmeasured('contradictory-input', 'a reader has it twice') }
    const warnings =
      first.papillaries === second.papillaries
        ? []
        : [
            `papillaries differ: ${first.papillaries} and ${second.papillaries}; volumes of the two are not comparable`,
          ]
    return { study, warnings, agreement: compared(first.contours, second.contours, grid) }
  })
}

const imageOf = ({ sopInstanceUid, frame = 0 }: Filed): string => `${sopInstanceUid}/${frame}`

/** Points of the patient are in mm already; those in pixels need the size that was given, if any. */
function compared(
  a: readonly Filed[],
  b: readonly Filed[],
  grid: BorderGrid,
): ReturnType<typeof contourAgreement> {
  const spaces = new Set([...a, ...b].map(({ space }) => space))
  if (spaces.size > 1)
    return unmeasured('contradictory-input', 'some contours are in pixels, others in the patient')
  if (spaces.has('pixel')) return contourAgreement(drawn(a, inPixels), drawn(b, inPixels), grid)
  const planes = new Map<Filed, Polygon>()
  for (const image of new Set([...a, ...b].map(imageOf))) {
    const [ours, theirs] = [a, b].map((list) => list.filter((filed) => imageOf(filed) === image))
    const list = [...(ours ?? []), ...(theirs ?? [])]
    const flat = inPlane(list)
    if (!flat.measured) return flat
    for (const [i, polygon] of flat.value.entries()) {
      const filed = list[i]
      if (filed !== undefined) planes.set(filed, polygon)
    }
  }
  const polygonOf = (filed: Filed): Polygon => planes.get(filed) ?? []
  return contourAgreement(drawn(a, polygonOf), drawn(b, polygonOf), {
    ...grid,
    pixel: { rowSpacing: mm(1), columnSpacing: mm(1) },
  })
}

function drawn(list: readonly Filed[], polygonOf: (filed: Filed) => Polygon): DrawnBorder[] {
  const parts = new Map<string, number>()
  return list.map((filed) => {
    const image = imageOf(filed)
    const key = `${image} ${filed.border}`
    const part = mayRepeat(filed.border) ? (parts.get(key) ?? 0) : 0
    parts.set(key, part + 1)
    return {
      image,
      border: filed.border,
      ...(part === 0 ? {} : { part }),
      closed: filed.closed ?? true,
      points: polygonOf(filed),
    }
  })
}

const inPixels = ({ points }: Filed): Polygon =>
  points.map(([x = Number.NaN, y = Number.NaN]): readonly [number, number] => [x, y])

function inPlane(list: readonly Filed[]): Outcome<readonly Polygon[]> {
  const flat = flattened(
    list.map(({ points }) =>
      points.map(([x = Number.NaN, y = Number.NaN, z = Number.NaN]): PatientPoint => [x, y, z]),
    ),
  )
  return flat.measured ? measured(flat.value.polygons) : flat
}
