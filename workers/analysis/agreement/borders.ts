/**
 * What two readers drew on the same images: per border how far the two lines lie apart, and what that is in mL;
 * slices that only one of them contoured are reported apart, because base and apex are where readers differ most.
 *
 * Distances need the size of a pixel and volumes the distance of slices; without, they are unmeasured, and Dice,
 * which has no unit, stands alone.
 * @source Dice and Hausdorff as in contours/agreement.ts; slice-wise volumes: Suinesiaputra 2015,
 *         doi:10.1186/s12968-015-0170-9
 */
import { type BorderDistances, borderDistances, dice } from '../contours/agreement.ts'
import type { Border } from '../contours/contour.ts'
import { type PixelSize, polygonArea } from '../contours/polygon.ts'
import { mean } from '../numerics/moments.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Ml, type Mm, ml, mlFromMm3, mm, mm3 } from '../units/units.ts'
import { withMatchedParts } from './border-parts.ts'
import type { BorderPlace, DrawnBorder } from './drawn-border.ts'
import { contourAgreementMethod } from './methods.ts'

/** Of images of which it is not known by themselves. */
export interface BorderGrid {
  readonly pixel?: PixelSize | undefined
  /** between slice centres */
  readonly sliceSpacing?: Mm | undefined
}

export interface BorderPair extends BorderPlace {
  readonly dice: Outcome<number>
  readonly distances: Outcome<BorderDistances>
  /** first reader less second, of this slice */
  readonly volume: Outcome<Ml>
}

export interface LoneBorder extends BorderPlace {
  readonly drawnBy: 'first' | 'second'
  /** what this reader has more, negative where the second drew it */
  readonly volume: Outcome<Ml>
}

/**
 * Of all closed borders of a kind, or of all open ones: a ventricle's border encloses an area on short-axis images
 * and is open at the valve on long-axis ones. Where it is known which phase of which stack an image is, those of one
 * phase: what they enclose together is a volume.
 */
export interface BorderSummary {
  readonly border: Border
  readonly closed: boolean
  readonly stack?: string
  readonly phase?: number
  readonly pairs: number
  readonly lone: number
  /** over images that both contoured */
  readonly dice: Outcome<number>
  /** the same with 0 for each image that one of them left out */
  readonly diceWithLone: Outcome<number>
  /** mean over images */
  readonly meanDistance: Outcome<Mm>
  /** largest of all images */
  readonly hausdorff: Outcome<Mm>
  readonly percentile95: Outcome<Mm>
  /** Σ of differences over the images of both: what the drawing makes */
  readonly volume: Outcome<Ml>
  /** Σ over lone images: what the choice of slices makes */
  readonly loneVolume: Outcome<Ml>
}

export interface ContourAgreement {
  readonly method: string
  readonly version: string
  readonly pairs: readonly BorderPair[]
  readonly lone: readonly LoneBorder[]
  readonly borders: readonly BorderSummary[]
}

/**
 * @returns unmeasured 'no-contours' when one of the two drew nothing, 'no-partner' when they share no image and
 *          border, 'contradictory-input' when one drew a border twice on an image
 */
export function contourAgreement(
  a: readonly DrawnBorder[],
  b: readonly DrawnBorder[],
  grid: BorderGrid = {},
): Outcome<ContourAgreement> {
  for (const [name, drawn] of [
    ['first', a],
    ['second', b],
  ] as const) {
    if (drawn.length === 0) return unmeasured('no-contours', `the ${name} reader drew nothing`)
    const keys = drawn.map(keyOf)
    const twice = keys.find((key, i) => keys.indexOf(key) < i)
    if (twice !== undefined)
      return unmeasured('contradictory-input', `the ${name} reader drew ${twice} twice`)
  }
  const matched = withMatchedParts(a, b)
  const theirs = new Map(matched.map((drawn) => [keyOf(drawn), drawn]))
  const ours = new Set(a.map(keyOf))
  const pairs = a.flatMap((drawn) => {
    const other = theirs.get(keyOf(drawn))
    return other === undefined ? [] : [pairOf(drawn, other, grid)]
  })
  if (pairs.length === 0) return unmeasured('no-partner', 'no border was drawn by both on one image')
  const lone = [
    ...a.filter((drawn) => !theirs.has(keyOf(drawn))).map((drawn) => loneOf(drawn, 'first', grid)),
    ...matched.filter((drawn) => !ours.has(keyOf(drawn))).map((drawn) => loneOf(drawn, 'second', grid)),
  ]
  const kinds = new Map([...pairs, ...lone].map((place) => [kindOf(place), place]))
  return measured({
    ...contourAgreementMethod,
    pairs,
    lone,
    borders: [...kinds].map(([kind, place]) =>
      summaryOf(
        place,
        pairs.filter((pair) => kindOf(pair) === kind),
        lone.filter((alone) => kindOf(alone) === kind),
      ),
    ),
  })
}

const kindOf = ({ border, closed, stack, phase }: BorderPlace): string =>
  `${border} ${closed} ${stack} ${phase}`

const keyOf = ({ image, border, part = 0 }: DrawnBorder): string => `${border} ${part} on image ${image}`

function placeOf({ points, pixel, sliceSpacing, ...place }: DrawnBorder): BorderPlace {
  return place
}

function pairOf(a: DrawnBorder, b: DrawnBorder, grid: BorderGrid): BorderPair {
  const [ours, theirs] = [volumeOf(a, grid), volumeOf(b, grid)]
  const { pixel = grid.pixel } = a
  return {
    ...placeOf(a),
    closed: a.closed && b.closed,
    dice: a.closed && b.closed ? dice(a.points, b.points) : openBorder,
    distances:
      a.closed !== b.closed
        ? unmeasured('contradictory-input', 'one of the two borders is open')
        : pixel === undefined
          ? noPixel
          : borderDistances(a.points, b.points, pixel, { closed: a.closed }),
    volume: !ours.measured ? ours : !theirs.measured ? theirs : measured(ml(ours.value - theirs.value)),
  }
}

function loneOf(drawn: DrawnBorder, drawnBy: 'first' | 'second', grid: BorderGrid): LoneBorder {
  const volume = volumeOf(drawn, grid)
  return {
    ...placeOf(drawn),
    drawnBy,
    volume: volume.measured && drawnBy === 'second' ? measured(ml(-volume.value)) : volume,
  }
}

const openBorder = unmeasured('degenerate-contour', 'an open border encloses nothing')
const noPixel = unmeasured('no-geometry', 'the size of a pixel is not known')

/** Of the slab that one slice stands for. */
function volumeOf(drawn: DrawnBorder, grid: BorderGrid): Outcome<Ml> {
  const { closed, points, pixel = grid.pixel, sliceSpacing = grid.sliceSpacing } = drawn
  if (!closed) return openBorder
  if (pixel === undefined) return noPixel
  if (sliceSpacing === undefined) return unmeasured('no-geometry', 'the distance of slices is not known')
  return measured(mlFromMm3(mm3(polygonArea(points, pixel) * sliceSpacing)))
}

function summaryOf(
  { border, closed, stack, phase }: BorderPlace,
  pairs: readonly BorderPair[],
  lone: readonly LoneBorder[],
): BorderSummary {
  const dices = allOf(pairs.map((pair) => pair.dice))
  const distances = allOf(pairs.map((pair) => pair.distances))
  const volumes = allOf(pairs.map((pair) => pair.volume))
  const loneVolumes = allOf(lone.map((alone) => alone.volume))
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  return {
    border,
    closed,
    ...(stack === undefined ? {} : { stack }),
    ...(phase === undefined ? {} : { phase }),
    pairs: pairs.length,
    lone: lone.length,
    dice: mapped(dices, mean),
    diceWithLone: dices.measured ? measured(sum(dices.value) / (dices.value.length + lone.length)) : dices,
    meanDistance: mapped(distances, (all) => mm(mean(all.map((one) => one.mean)))),
    hausdorff: mapped(distances, (all) => mm(Math.max(...all.map((one) => one.hausdorff)))),
    percentile95: mapped(distances, (all) => mm(Math.max(...all.map((one) => one.percentile95)))),
    volume: mapped(volumes, (all) => ml(sum(all))),
    loneVolume: loneVolumes.measured ? measured(ml(sum(loneVolumes.value))) : loneVolumes,
  }
}

/** All of them, or why one of them is missing. */
function allOf<T>(outcomes: readonly Outcome<T>[]): Outcome<T[]> {
  const values: T[] = []
  for (const outcome of outcomes) {
    if (!outcome.measured) return outcome
    values.push(outcome.value)
  }
  return measured(values)
}

const mapped = <T, R>(outcome: Outcome<T[]>, of: (values: T[]) => R): Outcome<R> =>
  !outcome.measured
    ? outcome
    : outcome.value.length === 0
      ? unmeasured('no-partner', 'no image was contoured by both')
      : measured(of(outcome.value))
