/** Facts of a study and a read in the few words that a panel has room for. */
import type { Papillaries } from '#analysis/contours/contour.ts'
import { isMeasured, type Measurement } from '#analysis/measurements/measurement.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import type { BodySizeEntry } from '#analysis/reading/events.ts'
import type { PhaseVolume } from '#analysis/volumes/phase.ts'
import type { ClinicalView } from '#contract/views.ts'
import { measurementOf } from '../panels/quantities.ts'
import type { CurvePoint } from '../panels/VolumeCurve.tsx'
import { sizeText } from '../status/amounts.ts'
import { fixedIn } from '../texts/formats.ts'
import { textsNow } from '../texts/texts.ts'

/** As in 'papillaries in cavity · BSA 1.87 m² (Mosteller)'; a BSA's method is its formula. */
export function conventionsText(papillaries: Papillaries, measurements: readonly Measurement[]): string {
  const { facts } = textsNow().numbers
  const bsa = measurementOf(measurements, 'bsa')
  const surface =
    bsa && isMeasured(bsa)
      ? ` · ${facts.bsa}\u00a0${fixedIn(bsa.value, 2)}\u00a0m²\u00a0(${capitalised(bsa.method)})`
      : ''
  return facts.conventions(papillaries, surface)
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** As in '168 cm · 71 kg, from the registry'; what is given comes before what was entered. */
export function bodySizeText(clinical: ClinicalView, entered: BodySizeEntry | undefined): string | undefined {
  const given = sizeText(clinical)
  const { bodySizeSource } = clinical
  const { sizeFrom, sizeEntered } = textsNow().numbers.facts
  if (given !== '' && bodySizeSource) return `${given}, ${sizeFrom[bodySizeSource]}`
  return entered ? sizeEntered(sizeText(entered), entered.reason) : undefined
}

/** The complete phases over time, or over phase numbers when the frames carry no times. */
export function curveOf(
  { phaseTimes, phaseCount, rr }: Stack,
  curve: readonly PhaseVolume[],
): { readonly points: readonly CurvePoint[]; readonly until: number; readonly inTime: boolean } {
  const inTime = phaseTimes !== undefined
  const points = curve.flatMap(({ phase, complete, cavity }) =>
    complete && cavity.measured ? [{ phase, at: phaseTimes?.[phase] ?? phase, volume: cavity.value }] : [],
  )
  const lastTime = phaseTimes?.at(-1)
  const until = rr.measured && inTime ? rr.value.median : (lastTime ?? phaseCount - 1)
  return { points, until, inTime }
}
