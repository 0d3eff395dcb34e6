/** What ED and ES make together: stroke volume, ejection fraction, and what does not fit between the two. */
import type { Stack } from '../protocol/stack.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Gram, type Ml, ml, type Percent, percent } from '../units/units.ts'
import type { PhaseVolume } from './phase.ts'

/** An outcome of one phase that says when it is not final. */
export function stated<T>(
  stack: Pick<Stack, 'frames'>,
  volume: PhaseVolume,
  read: (volume: PhaseVolume) => Outcome<T>,
  ventricle = 'LV',
): Outcome<T> {
  const outcome = read(volume)
  if (!outcome.measured || volume.open.length === 0) return outcome
  const open = volume.open.map((slice) => slice + 1).join(', ')
  const which =
    volume.open.length === 1
      ? say('volumes/one-open-slice', { open })
      : say('volumes/several-open-slices', { open })
  return measured(outcome.value, [
    ...outcome.warnings,
    say('volumes/provisional-slices-neither-contoured-nor', {
      frames: stack.frames.length,
      which,
      ventricle,
    }),
  ])
}

const backwards = say('volumes/volume-es-larger-ed')

/** SV = EDV − ESV. Negative with a warning where ED and ES are the wrong way round, never corrected. */
export const strokeVolume = (edv: Ml, esv: Ml): Outcome<Ml> =>
  measured(ml(edv - esv), esv > edv ? [backwards] : [])

/** EF = 100 · SV / EDV. @returns unmeasured 'no-cavity' when there is no end-diastolic volume to eject from */
export function ejectionFraction(edv: Ml, esv: Ml): Outcome<Percent> {
  if (!(edv > 0)) return unmeasured('no-cavity')
  return measured(percent((100 * (edv - esv)) / edv), esv > edv ? [backwards] : [])
}

/** The wall is incompressible: masses that differ by more than a tenth come from the base or the contours. */
export function massWarning(ed: Outcome<Gram>, es: Outcome<Gram>): string[] {
  if (!ed.measured || !es.measured || Math.abs(es.value - ed.value) <= 0.1 * ed.value) return []
  return [say('volumes/mass-g-ed-g-es', { ed: ed.value, es: es.value })]
}
