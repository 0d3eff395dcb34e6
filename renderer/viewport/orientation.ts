/**
 * How an image lies on the screen: turned by quarters and mirrored, one of eight ways. Whatever the order in which
 * a reader turned and flipped it, the result is a mirror image first, then turned clockwise.
 */
import type { ImagePlane, Vector3 } from '#analysis/geometry/plane.ts'

export interface Orientation {
  /** quarters, clockwise */
  readonly turns: 0 | 1 | 2 | 3
  /** left for right, before it is turned */
  readonly mirrored: boolean
}

export const upright: Orientation = { turns: 0, mirrored: false }

/** Where one column to the right and one row down lead on the screen; all are 0, 1 or −1. */
export interface Axes {
  readonly xOfColumns: number
  readonly yOfColumns: number
  readonly xOfRows: number
  readonly yOfRows: number
}

const cosines = [1, 0, -1, 0] as const
const sines = [0, 1, 0, -1] as const

export function axesOf({ turns, mirrored }: Orientation): Axes {
  const cosine = cosines[turns]
  const sine = sines[turns]
  const side = mirrored ? -1 : 1
  return { xOfColumns: side * cosine, yOfColumns: side * sine, xOfRows: -sine, yOfRows: cosine }
}

const quarters = [0, 1, 2, 3] as const
const quarter = (turns: number): Orientation['turns'] => quarters[((turns % 4) + 4) % 4] ?? 0

/** Quarters clockwise; against the clock where negative. */
export const turnedBy =
  (turns: number) =>
  (now: Orientation): Orientation => ({ ...now, turns: quarter(now.turns + turns) })

/** Left for right as it is seen, which turns a turned image the other way. */
export const flippedAcross = ({ turns, mirrored }: Orientation): Orientation => ({
  turns: quarter(-turns),
  mirrored: !mirrored,
})

/** Top for bottom as it is seen. */
export const flippedDown = ({ turns, mirrored }: Orientation): Orientation => ({
  turns: quarter(2 - turns),
  mirrored: !mirrored,
})

export const sameOrientation = (a: Orientation, b: Orientation): boolean =>
  a.turns === b.turns && a.mirrored === b.mirrored

/** Columns run down or up the screen. */
export const swapsSides = ({ turns }: Orientation): boolean => turns % 2 === 1

/** Which side of the patient lies at each edge of the screen: A, P, L, R, H, F, or two of them where it lies between. */
export interface EdgeLetters {
  readonly left: string
  readonly right: string
  readonly top: string
  readonly bottom: string
}

export function edgeLetters(
  { rowDirection, columnDirection }: Pick<ImagePlane, 'rowDirection' | 'columnDirection'>,
  orientation: Orientation,
): EdgeLetters {
  const { xOfColumns, xOfRows, yOfColumns, yOfRows } = axesOf(orientation)
  const across = combined(xOfColumns, rowDirection, xOfRows, columnDirection)
  const down = combined(yOfColumns, rowDirection, yOfRows, columnDirection)
  return {
    right: lettersOf(across),
    left: lettersOf(combined(-1, across, 0, down)),
    bottom: lettersOf(down),
    top: lettersOf(combined(-1, down, 0, across)),
  }
}

const combined = (a: number, u: Vector3, b: number, v: Vector3): Vector3 => [
  a * u[0] + b * v[0],
  a * u[1] + b * v[1],
  a * u[2] + b * v[2],
]

/** Towards larger and towards smaller coordinates of the patient, which are LPS. */
const names = [
  ['L', 'R'],
  ['P', 'A'],
  ['H', 'F'],
] as const

/** Of the length: sine of 22.5°, where a direction is nearer to the diagonal than to one axis. */
const leastShare = Math.sin(Math.PI / 8)

function lettersOf(direction: Vector3): string {
  return direction
    .map((value, axis) => ({ size: Math.abs(value), letter: names[axis]?.[value > 0 ? 0 : 1] ?? '' }))
    .filter(({ size }) => size > leastShare)
    .sort((a, b) => b.size - a.size)
    .slice(0, 2)
    .map(({ letter }) => letter)
    .join('')
}
