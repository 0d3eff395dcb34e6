/** Scar, perfusion, tissue maps and flow. */
import { isMeasured, type Measurement, type QuantityName } from '../../../measurements/measurement.ts'
import type { Block } from '../document.ts'
import { findMeasurement, reasonText, valueCell } from '../numbers.ts'
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
import {
  firstPassPictures,
  firstPassPlots,
  flowPlot,
  mapPicture,
  perfusionMapBlock,
  scarOverlay,
  vesselPictures,
} from './shown.ts'

/** Methods side by side, as none of them is the truth. The bull's-eye is of the first that there is. */
const drawnBy = ['drawn', '5-sd', 'fwhm-remote', 'otsu'] as const

export function scarBlocks(making: Making): Block[] {
  const { source, words, language } = making
  const numbers = numbersOf(source, 'scar')
  if (numbers.length === 0) return []
  const methods = [
    ...new Set(
      numbers.flatMap(({ quantity, scope }) =>
        quantity === 'scar-mass' && scope?.startsWith('method:') ? [scope] : [],
      ),
    ),
  ]
  const { columns } = words
  const massBy = (scope: string) => findMeasurement(numbers, 'scar-mass', scope)
  const isFound = (scope: string): boolean => {
    const m = massBy(scope)
    return m !== undefined && isMeasured(m)
  }
  const shown = drawnBy
    .map((name) => `method:${name}`)
    .find((scope) => numbers.some((m) => m.quantity === 'scar-transmural' && m.scope?.endsWith(scope)))
  return [
    ...figures([
      shown === undefined
        ? undefined
        : bullsEyeOf(
            {
              numbers,
              quantity: 'scar-transmural',
              scope: shown,
              caption: words.bullsEyes.transmurality(words.scarMethod(shown.slice('method:'.length))),
              digits: 0,
              range: [0, 100],
            },
            making,
          ),
      scarOverlay(making, shown?.slice('method:'.length)),
    ]),
    ...table(
      [
        left(columns.method, 2),
        right(columns.mass),
        right(columns.extent, 1.4),
        right(columns.noReflow),
        right(columns.segments),
      ],
      methods
        .filter(isFound)
        .map((scope) => [
          cell(words.scarMethod(scope.slice('method:'.length))),
          ...(['scar-mass', 'scar-extent', 'mvo-mass'] as const).map((quantity) =>
            valueCell(findMeasurement(numbers, quantity, scope), language, 1),
          ),
          valueCell(findMeasurement(numbers, 'scar-segments', scope), language, 0),
        ]),
    ),
    ...whyNot(
      methods.filter((scope) => !isFound(scope)),
      massBy,
      making,
    ),
    ...table(
      [left(columns.quantity, 3), right(columns.value)],
      valueRows(numbers, [['scar-core-mass'], ['scar-grey-mass'], ['lge-wall-mass']], making),
    ),
  ]
}

/** Methods that found no amount, once a reason. */
function whyNot(
  methods: readonly string[],
  massBy: (scope: string) => Measurement | undefined,
  { words, language }: Making,
): Block[] {
  const byReason = new Map<string, string[]>()
  for (const scope of methods) {
    const m = massBy(scope)
    if (m === undefined || isMeasured(m)) continue
    const reason = reasonText(m.unmeasured, language)
    byReason.set(reason, [...(byReason.get(reason) ?? []), words.scarMethod(scope.slice('method:'.length))])
  }
  return [...byReason].map(([reason, names]) => ({
    kind: 'text',
    text: `${names.join('; ')}: ${reason}.`,
    tone: 'plain',
  }))
}

const whole = 'layer:whole-wall'

export function perfusionBlocks(making: Making): Block[] {
  const { source, words, language } = making
  const numbers = numbersOf(source, 'perfusion')
  if (numbers.length === 0) return []
  const { columns, bullsEyes } = words
  const slices = [...new Set(numbers.flatMap(({ scope }) => /\bslice:\d+/.exec(scope ?? '')?.[0] ?? []))]
  const isKnown = (quantity: QuantityName): boolean =>
    numbers.some((m) => m.quantity === quantity && isMeasured(m))
  const row = (quantity: QuantityName, state?: 'rest' | 'stress') => {
    const name =
      state === undefined
        ? nameOf(quantity, making)
        : `${nameOf(quantity, making)}, ${columns[state].toLowerCase()}`
    const prefix = state === undefined ? '' : `state:${state} `
    return [
      cell(name),
      ...slices.map((slice) =>
        valueCell(findMeasurement(numbers, quantity, `${prefix}${slice} ${whole}`), language),
      ),
    ]
  }
  const levels = slices.length === 3 ? ([columns.basal, columns.mid, columns.apical] as const) : []
  const heads = slices.map((_, k) => right(levels[k] ?? columns.slice(words.of(k + 1, slices.length))))
  return [
    ...figures([
      bullsEyeOf(
        { numbers, quantity: 'perf-mpr', scope: whole, caption: bullsEyes.reserve, digits: 1, range: [0, 4] },
        making,
      ),
      ...(['rest', 'stress'] as const).map((state) =>
        bullsEyeOf(
          {
            numbers,
            quantity: 'perf-mbf',
            scope: `state:${state} ${whole}`,
            caption: state === 'rest' ? bullsEyes.flowRest : bullsEyes.flowStress,
            digits: 1,
            range: [0, 4],
          },
          making,
        ),
      ),
      ...(isKnown('perf-mpr')
        ? []
        : [
            bullsEyeOf(
              {
                numbers,
                quantity: 'perf-mpri',
                scope: whole,
                caption: bullsEyes.reserveIndex,
                digits: 1,
                range: [0, 3],
              },
              making,
            ),
          ]),
    ]),
    ...table(
      [left(columns.quantity, 2.4), ...heads],
      isKnown('perf-mbf')
        ? [row('perf-mbf', 'rest'), row('perf-mbf', 'stress'), row('perf-mpr'), row('perf-mpri')]
        : [row('perf-mbf', 'stress'), row('perf-mpri')],
    ),
    ...perfusionMapBlock(making),
    ...figures([
      ...firstPassPictures(making).map((picture) => spared(picture, 1)),
      ...firstPassPlots(making).map((plot) => spared(plot, 2)),
    ]),
  ]
}

const maps = ['t1-native', 't1-post', 't2', 't2star', 'ecv'] as const

export function mappingBlocks(making: Making): Block[] {
  const { source, words, language } = making
  const numbers = numbersOf(source, 'mapping')
  if (numbers.length === 0) return []
  const { columns, bullsEyes } = words
  const spread = (map: (typeof maps)[number]): Measurement | undefined =>
    findMeasurement(numbers, `${map}-sd`)
  return [
    // each map beside its segments
    ...figures([
      spared(mapPicture('t1-native', making), 3),
      bullsEyeOf(
        { numbers, quantity: 't1-native', caption: bullsEyes.t1, digits: 0, range: [900, 1300] },
        making,
      ),
      spared(mapPicture('ecv', making), 3),
      bullsEyeOf({ numbers, quantity: 'ecv', caption: bullsEyes.ecv, digits: 0, range: [20, 50] }, making),
      spared(mapPicture('t2', making), 2),
      bullsEyeOf({ numbers, quantity: 't2', caption: bullsEyes.t2, digits: 0, range: [40, 70] }, making),
      spared(mapPicture('t2star', making), 1),
    ]),
    ...table(
      [
        left(columns.quantity, 2.8),
        right(columns.whole),
        right(columns.spread),
        right(columns.septum),
        right(columns.blood),
      ],
      maps.flatMap((map) =>
        numbers.some((m) => m.quantity === map)
          ? [
              [
                cell(nameOf(map, making)),
                valueCell(findMeasurement(numbers, map), language),
                valueCell(spread(map), language),
                valueCell(findMeasurement(numbers, map, 'region:septum'), language),
                valueCell(findMeasurement(numbers, map, 'region:blood'), language),
              ],
            ]
          : [],
      ),
    ),
    ...table(
      [left(columns.quantity, 3), right(columns.value)],
      valueRows(numbers, [['haematocrit']], making),
    ),
  ]
}

const vesselName = (scope: string, { vessels }: Making['words']): string => {
  const vessel = scope.replace('region:', '')
  return vessels[vessel] ?? vessel
}

const flowNumbers = [
  'flow-forward',
  'flow-backward',
  'flow-net',
  'flow-rf',
  'flow-co',
  'flow-v-peak',
  'flow-gradient',
] as const

export function flowBlocks(making: Making): Block[] {
  const { source, words, language } = making
  const numbers = numbersOf(source, 'flow')
  const vessels = [
    ...new Set(
      numbers.flatMap(({ quantity, scope }) =>
        quantity === 'flow-net' && scope !== undefined ? [scope] : [],
      ),
    ),
  ]
  if (vessels.length === 0) return []
  return [
    ...figures([spared(flowPlot(making), 3), ...vesselPictures(making).map((picture) => spared(picture, 2))]),
    ...table(
      [left(words.columns.quantity, 2), ...vessels.map((scope) => right(vesselName(scope, words)))],
      flowNumbers.map((quantity) => [
        cell(nameOf(quantity, making)),
        ...vessels.map((scope) => valueCell(findMeasurement(numbers, quantity, scope), language)),
      ]),
    ),
    ...table(
      [left(words.columns.quantity, 3), right(words.columns.value)],
      valueRows(numbers.filter(isMeasured), [['qp-qs'], ['mitral-rvol'], ['mitral-rf']], making),
    ),
  ]
}
