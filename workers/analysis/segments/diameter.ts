/**
 * The cavity across, as an echocardiographer would lay the line: from the middle of the septum through the cavity's
 * centroid to the wall opposite, where the basal level meets the mid one, about the tips of the mitral leaflets.
 *
 * @source Lang 2015, doi:10.1016/j.echo.2014.10.003, unverified: at right angles to the long axis, at or just below the
 *   tips of the mitral leaflets. That this slice stands for that place is our convention, not the paper's.
 */
import { centroid, type Polygon } from '../contours/polygon.ts'
import type { IndexPoint } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Mm, mm } from '../units/units.ts'
import type { Sectors } from './sectors.ts'
import { reach } from './wall-motion.ts'

/** @returns unmeasured 'no-landmarks' without an inferior insertion, 'degenerate-contour' for no cavity */
export function diameterFromSeptum(endocardial: Polygon, sectors: Sectors): Outcome<Mm> {
  if (sectors.septalArc === undefined)
    return unmeasured('no-landmarks', say('segments/without-inferior-insertion-septum-no'))
  const { pixel, zero, turn } = sectors
  const line = endocardial.map(([x, y]): IndexPoint => [x * pixel.columnSpacing, y * pixel.rowSpacing])
  if (line.length < 3) return unmeasured('degenerate-contour', say('segments/cavity-no-border'))
  const angle = zero + (turn * sectors.septalArc * Math.PI) / 360
  const towards: IndexPoint = [Math.cos(angle), Math.sin(angle)]
  const middle = centroid(line)
  const septal = reach(middle, towards, line)
  const opposite = reach(middle, [-towards[0], -towards[1]], line)
  return septal === undefined || opposite === undefined
    ? unmeasured('degenerate-contour', say('segments/centroid-cavity-lies-outside'))
    : measured(mm(septal + opposite))
}
