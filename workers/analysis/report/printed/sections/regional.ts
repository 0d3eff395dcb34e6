/** Segments: motion as it was scored, thickness and thickening as they were measured, and strain. */
import type { QuantityName } from '../../../measurements/measurement.ts'
import { knownScale, type ScoreScale, type SegmentScore } from '../../../segments/scores.ts'
import { at } from '../../../units/at.ts'
import { bullsEye } from '../bulls-eye.ts'
import type { Block, Drawing } from '../document.ts'
import { findMeasurement, valueCell } from '../numbers.ts'
import {
  bullsEyeOf,
  cell,
  figures,
  left,
  type Making,
  nameOf,
  numbersOf,
  right,
  spared,
  table,
  valueRows,
} from './section.ts'
import { strainPlot } from './shown.ts'
import { motionIndex } from './subject.ts'

export function regionalBlocks(making: Making): Block[] {
  const { source, words } = making
  const numbers = numbersOf(source, 'segments')
  const ofSlice = (quantity: QuantityName): string =>
    numbers.find((m) => m.quantity === quantity)?.scope ?? ''
  return [
    ...figures([
      ...scoredBullsEyes(making),
      bullsEyeOf(
        { numbers, quantity: 'wall-ed', caption: words.bullsEyes.thickness, digits: 1, range: [0, 16] },
        making,
      ),
      bullsEyeOf(
        {
          numbers,
          quantity: 'wall-thickening',
          caption: words.bullsEyes.thickening,
          digits: 0,
          range: [0, 80],
        },
        making,
      ),
    ]),
    ...table(
      [left(words.columns.quantity, 3), right(words.columns.value, 1)],
      valueRows(numbers, [['lv-wall-max'], ['lvedd', ofSlice('lvedd')], ['lvesd', ofSlice('lvesd')]], making),
    ),
    ...motionIndex(making).map((text) => ({ kind: 'text', text, tone: 'plain' }) as const),
  ]
}

/** One for each scale that anything was scored on: scores of two scales are never put together. */
function scoredBullsEyes({ source, words }: Making): Drawing[] {
  const scales = new Map<string, { readonly scale: ScoreScale; readonly scores: SegmentScore[] }>()
  for (const score of source.scores) {
    const scale = knownScale(score.scale)
    if (scale === undefined) continue
    const key = `${scale.name} ${scale.version}`
    const known = scales.get(key) ?? { scale, scores: [] }
    known.scores.push(score)
    scales.set(key, known)
  }
  return [...scales.values()].map(({ scale, scores }) => {
    const caption = words.bullsEyes.scored(words.method(scale.name), `${scale.name} ${scale.version}`)
    const numbers = scale.grades.flatMap(({ score }) => (score === undefined ? [] : [score]))
    const most = Math.max(1, ...numbers)
    const least = Math.min(most, ...numbers)
    const values = scores.flatMap(({ segment, grade }) => {
      const place = scale.grades.findIndex(({ name }) => name === grade)
      if (place < 0) return []
      const { score, name } = at(scale.grades, place)
      return [
        {
          segment,
          share: score === undefined || most === least ? 0 : (score - least) / (most - least),
          text: score === undefined ? name.slice(0, 1).toUpperCase() : String(score),
        },
      ]
    })
    return bullsEye(caption, words.bullsEyeDescription(caption, values.length), values)
  })
}

const layers = ['layer:endocardial', 'layer:mid-wall', 'layer:epicardial'] as const

export function strainBlocks(making: Making): Block[] {
  const { source, words, language } = making
  const numbers = numbersOf(source, 'strain')
  if (numbers.length === 0) return []
  const { columns } = words
  const circumferential = findMeasurement(numbers, 'gcs-peak', layers[0])
  const heads = [
    left(columns.quantity, 2.4),
    right(columns.layerEndo),
    right(columns.layerMid),
    right(columns.layerEpi),
  ]
  const views = ['all', '2ch', '3ch', '4ch'] as const
  return [
    ...figures([
      bullsEyeOf(
        {
          numbers,
          quantity: 'ecc-peak',
          scope: 'layer:mid-wall',
          caption: words.bullsEyes.circumferential,
          digits: 0,
          range: [0, -30],
        },
        making,
      ),
      bullsEyeOf(
        { numbers, quantity: 'ell-peak', caption: words.bullsEyes.longitudinal, digits: 0, range: [0, -30] },
        making,
      ),
      bullsEyeOf(
        { numbers, quantity: 'err-peak', caption: words.bullsEyes.radial, digits: 0, range: [0, 60] },
        making,
      ),
    ]),
    ...figures([spared(strainPlot(making), 3)]),
    ...(circumferential === undefined
      ? []
      : table(heads, [
          [
            cell(nameOf('gcs-peak', making)),
            ...layers.map((scope) => valueCell(findMeasurement(numbers, 'gcs-peak', scope), language)),
          ],
        ])),
    ...table(
      [left(columns.quantity, 2.4), ...views.map((view) => right(view === 'all' ? columns.global : view))],
      (['gls-peak', 'mapse'] as const).flatMap((quantity) =>
        numbers.some((m) => m.quantity === quantity)
          ? [
              [
                cell(nameOf(quantity, making)),
                ...views.map((view) =>
                  valueCell(findMeasurement(numbers, quantity, `view:${view}`), language),
                ),
              ],
            ]
          : [],
      ),
    ),
    ...table(
      [left(columns.quantity, 3), right(columns.value)],
      valueRows(numbers, [['grs-peak'], ['tapse', 'view:4ch'], ['torsion']], making),
    ),
  ]
}
