/** Curves and pictures of the analyses, as figures. None where their numbers are not reported. */
import type { TimeCurve } from '../../../examination/curves.ts'
import type { MapParameter } from '../../../mapping/plausible.ts'
import { isMeasured } from '../../../measurements/measurement.ts'
import { curvePlot, type Mark, type Points } from '../curve.ts'
import type { Block, Drawing, Picture } from '../document.ts'
import { findMeasurement, numberText } from '../numbers.ts'
import { shownPerfusionMaps } from '../source.ts'
import { mostEnhanced } from './images.ts'
import { pictureOfMap, pictureOfPerfusion } from './map-picture.ts'
import { drawnOn, linesOf, pictureOf, planeOf, scarPicture } from './picture.ts'
import { figures, type Making, nameOf, numbersOf } from './section.ts'

const pointsOf = ({ times, values }: TimeCurve, perUnit = 1): (readonly [number, number])[] =>
  values.flatMap((value, k) => {
    const time = times[k]
    return time === undefined || !Number.isFinite(value) ? [] : [[time / perUnit, value] as const]
  })

const curveOf = ({ source }: Making, name: TimeCurve['name'], scope = ''): TimeCurve | undefined =>
  source.shown.curves.find((curve) => curve.name === name && (curve.scope ?? '') === scope)

/** ED and ES of the short axis; views of another length have their own. */
function ends({ source }: Making): Mark[] {
  const times = source.stack?.phaseTimes
  const { ed, es } = source.phases
  return (
    [
      ['ED', ed],
      ['ES', es],
    ] as const
  ).flatMap(([name, phase]) => {
    const x = phase === undefined ? undefined : times?.[phase]
    return x === undefined ? [] : [{ name, x }]
  })
}

/** The three directions in one plot: longitudinal of all views, circumferential of the middle of the wall, radial. */
export function strainPlot(making: Making): Drawing | undefined {
  const { words, language } = making
  const wanted = [
    ['GLS', curveOf(making, 'gls', 'view:all')],
    ['GCS', curveOf(making, 'gcs', 'layer:mid-wall')],
    ['GRS', curveOf(making, 'grs')],
  ] as const
  const lines = wanted.flatMap(([name, curve]): Points[] =>
    curve === undefined ? [] : [{ name, points: pointsOf(curve) }],
  )
  const caption = words.curves.strain
  return curvePlot({
    caption,
    description: caption,
    xName: words.msAfterR,
    lines,
    marks: ends(making),
    language,
  })
}

/** Volume through the beat, with the phases that it is read at and where it empties and fills fastest. */
export function volumePlot(making: Making): Drawing | undefined {
  const { source, words, language } = making
  const times = source.stack?.phaseTimes
  if (times === undefined) return undefined
  const points = source.curve.flatMap(({ phase, cavity, complete }) => {
    const time = times[phase]
    return cavity.measured && complete && time !== undefined ? [[time, cavity.value] as const] : []
  })
  // two ends of systole are no curve
  if (points.length < 5) return undefined
  const all = [...source.measurements, ...numbersOf(source, 'volumes')]
  const fastest = (['lv-per', 'lv-pfr'] as const).flatMap((rate): Mark[] => {
    const [found, time] = [findMeasurement(all, rate), findMeasurement(all, `${rate}-time`)]
    if (found === undefined || time === undefined || !isMeasured(found) || !isMeasured(time)) return []
    return [{ name: rate === 'lv-per' ? 'PER' : 'PFR', x: time.value }]
  })
  return curvePlot({
    caption: words.volumeCurve,
    description: words.volumeCurve,
    xName: words.msAfterR,
    lines: [{ name: 'LV', points }],
    marks: [...ends(making), ...fastest],
    language,
  })
}

const msInSecond = 1000

/** The wall of each slice as the agent comes: basal, mid and apical where there are three. */
export function firstPassPlots(making: Making): (Drawing | undefined)[] {
  const { source, words, language } = making
  return (['stress', 'rest'] as const).map((state) => {
    const walls = source.shown.curves.filter(
      ({ name, scope = '' }) =>
        name === 'perf-signal' && new RegExp(`^state:${state} slice:\\d+ layer:whole-wall$`).test(scope),
    )
    const names =
      walls.length === 3 ? (['basal', 'mid', 'apical'] as const).map((level) => words.levels[level]) : []
    const caption = words.curves.firstPass(words.columns[state])
    return curvePlot({
      caption,
      description: caption,
      xName: words.secondsAfterStart,
      lines: walls.map((curve, k) => ({
        name: names[k] ?? String(k + 1),
        points: pointsOf(curve, msInSecond),
      })),
      marks: [],
      language,
    })
  })
}

/** The middle slice of each state, where its borders are drawn. */
export function firstPassPictures(making: Making): (Picture | undefined)[] {
  const { source, words } = making
  return (['stress', 'rest'] as const).map((state) => {
    const own = source.shown.firstPasses.filter((one) => one.state === state)
    const middle = own[Math.floor(own.length / 2)]
    if (middle === undefined) return undefined
    return pictureOf({
      image: middle.image,
      plane: middle.plane,
      lines: linesOf(drawnOn(source, middle.image)),
      caption: words.pictures.firstPass(words.columns[state], placeOf(middle, making)),
      window: 'first-pass',
    })
  })
}

const placeOf = ({ slice, slices }: { readonly slice: number; readonly slices: number }, { words }: Making) =>
  words.of(slice + 1, slices)

/** Every slice under stress, then at rest: its flow pixel by pixel, or its upslope where no flow was told of any. */
export function perfusionMapBlock(making: Making): Block[] {
  const { source, words, language } = making
  const { firstPasses } = source.shown
  const name = shownPerfusionMaps.find((one) => firstPasses.some(({ maps }) => maps[one] !== undefined))
  if (name === undefined) return []
  const { short, colours } = words.pictures.perfusionMaps[name]
  const methods = new Set<string>()
  const pictures = firstPasses.map((pass) => {
    const map = pass.maps[name]
    if (map === undefined) return undefined
    methods.add(`${words.method(map.method)} (${map.method} ${map.version})`)
    const caption = words.pictures.perfusionMap(short, words.columns[pass.state], placeOf(pass, making))
    return pictureOfPerfusion(pass, map, drawnOn(source, pass.image), caption, language)
  })
  // rest says nothing without stress: all of them, or none
  return figures(pictures, colours([...methods].join('; '))).map((block) => ({ ...block, spare: 4 }))
}

/** The middle slice of a map. */
export function mapPicture(parameter: MapParameter, making: Making): Picture | undefined {
  const { source, words, language } = making
  const own = source.shown.maps.filter((map) => map.parameter === parameter)
  const middle = own[Math.floor(own.length / 2)]
  if (middle === undefined) return undefined
  const caption = words.pictures.map(nameOf(parameter, making), placeOf(middle, making))
  return pictureOfMap(middle, caption, language)
}

/** The enhanced slice of the key images with what one method counts as scar. */
export function scarOverlay(making: Making, method: string | undefined): Picture | undefined {
  const { source, words } = making
  const chosen = mostEnhanced(making)
  const shown = source.shown.scars.find((one) => one.method === method && one.slice === chosen?.slice)
  if (chosen === undefined || shown === undefined || method === undefined) return undefined
  const place = words.of(shown.slice + 1, chosen.stack.frames.length)
  return scarPicture(shown, chosen.drawn, words.pictures.scar(words.scarMethod(method), place))
}

export function flowPlot(making: Making): Drawing | undefined {
  const { source, words, language } = making
  const lines = source.shown.curves.flatMap((curve): Points[] =>
    curve.name === 'flow-rate'
      ? [{ name: vesselIn(curve.scope ?? '', making), points: pointsOf(curve) }]
      : [],
  )
  const caption = words.curves.flow
  return curvePlot({ caption, description: caption, xName: words.msAfterR, lines, marks: [], language })
}

const vesselIn = (scope: string, { words }: Making): string => {
  const vessel = scope.replace('region:', '')
  return words.vessels[vessel] ?? vessel
}

/** Each vessel where most flows through it. */
export function vesselPictures(making: Making): (Picture | undefined)[] {
  const { source, words, language } = making
  return source.shown.vessels.map(({ vessel, image, time, border }) => {
    const plane = planeOf(source.stacks, image)
    const name = words.vessels[vessel] ?? vessel
    return (
      plane &&
      pictureOf({
        image,
        plane,
        lines: [{ points: border, closed: true, colour: '#ff5a5a' }],
        caption: words.pictures.vessel(name, numberText(time, 0, language)),
        window: 'flow',
        about: 'vessel',
      })
    )
  })
}
