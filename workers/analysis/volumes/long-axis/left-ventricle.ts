/**
 * The left ventricle from its long-axis views alone, by area and length: a second opinion where slices are few, and
 * all there is without them. A ventricle is cut at its base, so for a heart of known volume the method reads about
 * 1 % high: a bias of the method.
 */
import type { Contour } from '../../contours/contour.ts'
import { type Measurement, measurement, scoped } from '../../measurements/measurement.ts'
import { say } from '../../sentences/say.ts'
import { combined, type Outcome, unmeasured } from '../../units/outcome.ts'
import type { Ml } from '../../units/units.ts'
import { ejectionFraction, strokeVolume } from '../ejection.ts'
import { byAreaLength } from '../methods.ts'
import { biplaneVolume, type LengthRule, monoplaneVolume, type Silhouette } from './area-length.ts'
import { type FramesOfMoment, type MarkedPoints, silhouetteOn, valveEnds } from './views.ts'

export interface LongAxisInput {
  readonly contours: ReadonlyMap<string, Contour>
  readonly marked: MarkedPoints
  /** by phase of the short axis */
  readonly frames: readonly FramesOfMoment[]
}

const planes = ['2ch', '4ch'] as const

/** Volumes of one moment, by both planes and by each. */
function ventricleVolumes(
  { contours, marked, frames }: LongAxisInput,
  phase: number,
  rule: LengthRule,
): Readonly<Record<'biplane' | '2ch' | '4ch', Outcome<Ml>>> {
  const moment = frames[phase] ?? {}
  const seen = (view: '2ch' | '4ch'): Outcome<Silhouette> => {
    const frame = moment[view]
    return frame === undefined
      ? unmeasured('no-images', say('volumes/no-view', { view }))
      : silhouetteOn(frame, contours, 'lv-endocardial', 'farthest', valveEnds(marked, 'mitral', frame))
  }
  const [two, four] = [seen('2ch'), seen('4ch')]
  const alone = (one: Outcome<Silhouette>): Outcome<Ml> =>
    combined(one, one, (silhouette) => monoplaneVolume(silhouette))
  return {
    biplane: combined(two, four, (a, b) => biplaneVolume(a, b, rule)),
    '2ch': alone(two),
    '4ch': alone(four),
  }
}

/** Volumes and EF at the phases of the short axis; views that nobody contoured are left out, but for the biplane. */
export function longAxisVentricle(
  input: LongAxisInput,
  ed: Outcome<number>,
  es: Outcome<number>,
  rule: LengthRule,
): readonly Measurement[] {
  const at = (phase: Outcome<number>) =>
    phase.measured ? ventricleVolumes(input, phase.value, rule) : undefined
  const [atEd, atEs] = [at(ed), at(es)]
  const of = (
    phase: Outcome<number>,
    volumes: ReturnType<typeof at>,
    view: 'biplane' | '2ch' | '4ch',
  ): Outcome<Ml> => (phase.measured ? (volumes?.[view] ?? unmeasured('no-contours')) : phase)
  return (['biplane', ...planes] as const).flatMap((view) => {
    const edv = of(ed, atEd, view)
    const esv = of(es, atEs, view)
    if (view !== 'biplane' && !edv.measured && !esv.measured) return []
    const by = byAreaLength(view === 'biplane' ? `biplane/${rule}` : view)
    return [
      measurement('lv-edv-lax', edv, by),
      measurement('lv-esv-lax', esv, by),
      measurement('lv-sv-lax', combined(edv, esv, strokeVolume), by),
      measurement('lv-ef-lax', combined(edv, esv, ejectionFraction), by),
    ].map((m) => scoped({ view }, m))
  })
}
