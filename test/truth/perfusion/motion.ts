/** How far frames lie off where they should after motion was corrected. */
import { breathingMotion } from '#analysis/perfusion/motion.ts'
import { bolus } from '#analysis/phantom/perfusion-model.ts'
import type { TruthRow } from '../row.ts'
import { beats, breathing, firstPassPicture } from './model.ts'

export function breathingRows(): TruthRow[] {
  return [0, 3, 6].flatMap((reach) =>
    (reach === 0 ? [0] : [0, 25]).flatMap((ahead): TruthRow[] => {
      const shift = (frame: number) => breathing(reach)(frame + ahead)
      const { frames, centre } = firstPassPicture({
        blood: bolus(),
        flows: Array.from({ length: 6 }, () => [1, 1] as const),
        times: beats(60, 850),
        shift,
        noise: 15,
      })
      const [x, y] = centre
      const reference = 20
      const found = breathingMotion({
        frames: frames.map(({ pixels }) => pixels),
        rows: 96,
        columns: 96,
        box: { left: x - 24, right: x + 24, top: y - 24, bottom: y + 24 },
        reference,
      })
      const when = ahead === 0 ? 'held at first' : 'all the time'
      return motionRows(
        `breathing of ${reach} pixels${reach === 0 ? '' : `, ${when}`}, noise`,
        'test/truth/perfusion/model.ts',
        errorsOf(found, shift, reference),
      )
    }),
  )
}

type Shift = (frame: number) => readonly [number, number]

/** How far each frame lies off where it should, pixels. */
export function errorsOf(
  { shiftX, shiftY }: { readonly shiftX: Float64Array; readonly shiftY: Float64Array },
  shift: Shift,
  reference: number,
): number[] {
  const [rx, ry] = shift(reference)
  return Array.from(shiftX, (found, t) => {
    const [x, y] = shift(t)
    return Math.hypot(found - x + rx, (shiftY[t] ?? 0) - y + ry)
  })
}

/** The mean of all frames and the worst of them. */
export function motionRows(name: string, source: string, errors: readonly number[]): TruthRow[] {
  const row = (quantity: string, value: number): TruthRow => ({
    analysis: 'perfusion',
    quantity,
    case: name,
    unit: 'px',
    truth: 0,
    measured: value,
    tolerance: { absolute: 0.5 },
    source,
  })
  return [
    row('motion error, root mean square', Math.sqrt(errors.reduce((s, e) => s + e * e, 0) / errors.length)),
    row('motion error of the worst frame', Math.max(...errors)),
  ]
}
