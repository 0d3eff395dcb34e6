/** Curves against time for paper: axes with round ticks, each line with its name beside its end. */
import { at } from '../../units/at.ts'
import type { Drawing, ReportLanguage, Shape } from './document.ts'
import { numberText } from './numbers.ts'

const [width, height] = [320, 170]
const plot = { left: 34, right: 284, top: 12, bottom: 140 }
const grey = '#5b6673'
const faint = '#cfd6de'
/** dark on paper, told apart by every eye. @source Okabe and Ito 2008 */
const lineColours = ['#0072b2', '#b35900', '#00664d', '#8f3f71'] as const

export interface Points {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}
export interface Mark {
  readonly x: number
  readonly name: string
}
export interface CurvePlot {
  readonly caption: string
  readonly description: string
  readonly xName: string
  readonly lines: readonly Points[]
  readonly marks: readonly Mark[]
  readonly language: ReportLanguage
}

/** A step of 1, 2 or 5 times a power of ten that makes at most `most` of them. */
function stepFor(span: number, most: number): number {
  const least = span / most
  const power = 10 ** Math.floor(Math.log10(least))
  return power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10)
}

function ticks(from: number, to: number, most: number): number[] {
  const step = stepFor(to - from || 1, most)
  const [first, last] = [Math.floor(from / step), Math.ceil(to / step)]
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step)
}

/** @returns undefined where no line has two points */
export function curvePlot({
  caption,
  description,
  xName,
  lines,
  marks,
  language,
}: CurvePlot): Drawing | undefined {
  const drawn = lines.filter(({ points }) => points.length > 1)
  if (drawn.length === 0) return undefined
  const xs = drawn.flatMap(({ points }) => points.map(([x]) => x))
  const ys = drawn.flatMap(({ points }) => points.map(([, y]) => y))
  const [xTicks, yTicks] = [
    ticks(Math.min(0, ...xs), Math.max(...xs), 6),
    ticks(Math.min(0, ...ys), Math.max(...ys), 5),
  ]
  const scale = (list: readonly number[], low: number, high: number) => {
    const [first, last] = [at(list, 0), at(list, list.length - 1)]
    return (value: number): number => low + ((value - first) / (last - first)) * (high - low)
  }
  const x = scale(xTicks, plot.left, plot.right)
  const y = scale(yTicks, plot.bottom, plot.top)
  const nameHeights = apart(drawn.map(({ points }) => y(at(points, points.length - 1)[1])))
  const digits = (list: readonly number[]): number => (list.every(Number.isInteger) ? 0 : 1)
  const word = (
    text: string,
    wx: number,
    wy: number,
    anchor: 'start' | 'middle' | 'end',
    colour = grey,
  ): Shape => ({
    kind: 'text',
    x: wx,
    y: wy,
    text,
    size: 9,
    anchor,
    colour,
  })
  const rule = (d: string, stroke: string, dash?: number): Shape => ({
    kind: 'path',
    d,
    stroke,
    width: 0.6,
    ...(dash === undefined ? {} : { dash }),
  })
  return {
    kind: 'drawing',
    caption,
    description,
    width,
    height,
    shapes: [
      ...yTicks.flatMap((value) => [
        rule(`M ${plot.left} ${n(y(value))} L ${plot.right} ${n(y(value))}`, faint),
        word(numberText(value, digits(yTicks), language), plot.left - 4, y(value) + 3, 'end'),
      ]),
      ...xTicks.map((value) =>
        word(numberText(value, digits(xTicks), language), x(value), plot.bottom + 12, 'middle'),
      ),
      word(xName, (plot.left + plot.right) / 2, height - 5, 'middle'),
      ...marks.flatMap(({ x: place, name }) => [
        rule(`M ${n(x(place))} ${plot.top} L ${n(x(place))} ${plot.bottom}`, grey, 3),
        word(name, x(place), plot.top - 5, 'middle'),
      ]),
      ...drawn.flatMap(({ name, points }, k) => {
        const colour = lineColours[k % lineColours.length] ?? grey
        const [endX] = at(points, points.length - 1)
        const d = points.map(([px, py], i) => `${i === 0 ? 'M' : 'L'} ${n(x(px))} ${n(y(py))}`).join(' ')
        return [
          { kind: 'path', d, stroke: colour, width: 1.6 } as const,
          word(name, x(endX) + 4, at(nameHeights, k) + 3, 'start', colour),
        ]
      }),
    ],
  }
}

/** between the names of two lines that end beside each other */
const nameGap = 10

/** The same heights, moved as little as it takes to read all names, within the plot. */
function apart(heights: readonly number[]): number[] {
  const order = heights.map((_, k) => k).sort((a, b) => at(heights, a) - at(heights, b))
  const placed = [...heights]
  order.forEach((k, i) => {
    const before = order[i - 1]
    if (before !== undefined) placed[k] = Math.max(at(placed, k), at(placed, before) + nameGap)
  })
  const over = Math.max(0, ...placed.map((height) => height - plot.bottom))
  return placed.map((height, k) =>
    over === 0 ? height : Math.max(plot.top, height - over, at(heights, k) - over),
  )
}

const n = (value: number): string => value.toFixed(2)
