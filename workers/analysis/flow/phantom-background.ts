/**
 * The background as a phantom at rest shows it, scanned with the prescription of the patient: what it seems to move
 * by, averaged over its phases, is what tissue at rest would. No shape of the surface is assumed.
 *
 * @source Holland 2010, doi:10.1186/1532-429X-12-11 (baseline correction by phantom)
 */
import { coverage } from '../contours/coverage.ts'
import type { Polygon } from '../contours/polygon.ts'
import type { ImagePlane } from '../geometry/plane.ts'
import { say } from '../sentences/say.ts'
import { type CmPerS, cmPerS } from '../units/units.ts'
import { type Background, notCorrected, overTime } from './offset.ts'
import { pixelsOf } from './vessel.ts'

export interface PhantomPictures {
  /** of the phantom, cm/s, one for each of its phases */
  readonly phantom?: readonly Float32Array[]
  /** the vessel at each phase of the patient */
  readonly vessel: readonly Polygon[]
  readonly plane: ImagePlane
  readonly venc: CmPerS
}

/** Share of VENC: gel varies by its noise, air beyond it by 0.58, as a phase that may be anything does. */
const restless = 0.2

/** Never fails: what speaks against a correction is said in `why`. */
export function phantomBackground({ phantom = [], vessel, plane, venc }: PhantomPictures): Background {
  const count = plane.rows * plane.columns
  if (phantom.length === 0) return notCorrected(say('flow/there-no-images-phantom'), count)
  if (phantom.length < 3) return notCorrected(say('flow/three-phases-least-tell-phantom'), count)
  const { mean, deviation } = overTime(phantom, count)
  const resting = Uint8Array.from(deviation, (sd) => (sd < restless * venc ? 1 : 0))
  const within = pixelsOf(vessel.map((points) => coverage(points, plane.rows, plane.columns)))
  const beyond = within.filter((i) => resting[i] === 0).length
  if (beyond > 0)
    return notCorrected(say('flow/phantom-does-not-fill-vessel', { beyond, within: within.length }), count)
  return {
    corrected: true,
    offset: mean,
    resting,
    quadrantAreas: [],
    atVessel: cmPerS(within.reduce((sum, i) => sum + (mean[i] ?? 0), 0) / within.length),
  }
}
