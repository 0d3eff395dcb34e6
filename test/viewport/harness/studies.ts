/** The studies that the harness serves, by name. */
import type { Vector3 } from '#analysis/geometry/plane.ts'
import { normalised } from '#analysis/geometry/plane.ts'
import { mm } from '#analysis/units/units.ts'
import type { Formula, SyntheticStack } from './synthetic-study.ts'

const upright: { rowDirection: Vector3; columnDirection: Vector3 } = {
  rowDirection: [1, 0, 0],
  columnDirection: [0, 1, 0],
}

/** A short-axis plane as hearts have it: oblique to every axis, far from the origin. */
const row = normalised([0.62, 0.55, -0.559])
const oblique: { rowDirection: Vector3; columnDirection: Vector3 } = {
  rowDirection: row,
  columnDirection: normalised([-row[1], row[0], 0]),
}

const basics = {
  role: 'cine-sax',
  rows: 192,
  columns: 256,
  rowSpacing: mm(1.5),
  columnSpacing: mm(1.5),
  position: [-120.5, -98.25, 240.75],
  ...upright,
  slices: 1,
  sliceSpacing: mm(10),
  phases: 1,
  heartRate: 60,
  window: { center: 1000, width: 2000 },
  signed: false,
} as const satisfies Partial<SyntheticStack>

/** Periods, in pixels, of the grating with which the place of an image is measured. */
export const gratingPeriods = { columns: 16, rows: 12 } as const

/** Waves along both axes: their phase on the screen says where pixel centres are, whatever the grey scale does. */
export const grating: Formula = ({ column, row: r }) =>
  1000 +
  400 * Math.sin((2 * Math.PI * column) / gratingPeriods.columns) +
  400 * Math.sin((2 * Math.PI * r) / gratingPeriods.rows)

const cavity = 900
const wall = 220
const outside = 420

/** A ring of muscle around a bright cavity that beats: 22 to 13 mm and back. */
const heart: (columns: number, spacing: number) => Formula = (columns, spacing) => (place) => {
  const beat = (1 - Math.cos((2 * Math.PI * place.phase) / 25)) / 2
  const inner = (22 - 9 * beat) * (1 - 0.06 * place.slice)
  const x = (place.column - columns / 2) * spacing
  const y = (place.row - columns / 2) * spacing
  const r = Math.hypot(x, y)
  const texture = 40 * Math.sin(place.column * 0.9) * Math.cos(place.row * 1.1)
  if (r < inner) return cavity + texture
  if (r < inner + 9 + 3 * beat) return wall + texture / 2
  return (r < 95 ? outside : 30) + texture
}

const sax = (phases: number, heartRate: number, slices = 3): SyntheticStack => ({
  ...basics,
  ...oblique,
  name: `sax ${phases} ${heartRate}`,
  rows: 256,
  columns: 256,
  rowSpacing: mm(1.4),
  columnSpacing: mm(1.4),
  slices,
  phases,
  heartRate,
  window: { center: 480, width: 1000 },
  value: heart(256, 1.4),
})

const longAxis = (name: string, role: SyntheticStack['role'], heartRate: number): SyntheticStack => ({
  ...sax(25, heartRate, 1),
  name,
  role,
  position: [-60, -200, 180],
  rowDirection: [0, 1, 0],
  columnDirection: [0, 0, -1],
})

export const studies: Readonly<Record<string, readonly SyntheticStack[]>> = {
  grating: [{ ...basics, name: 'grating', value: grating }],
  'grating-oblique': [{ ...basics, ...oblique, name: 'oblique grating', value: grating }],
  'grating-anisotropic': [
    {
      ...basics,
      ...oblique,
      rowSpacing: mm(2),
      columnSpacing: mm(1.25),
      name: 'flat pixels',
      value: grating,
    },
  ],
  'grating-signed': [
    {
      ...basics,
      name: 'signed grating',
      signed: true,
      window: { center: 0, width: 2000 },
      value: (place) => grating(place) - 1000,
    },
  ],
  reading: [sax(25, 62, 10)],
  /** few images, for tests of hands and not of loading */
  short: [sax(4, 62, 5)],
  'four-views': [
    sax(25, 62, 5),
    longAxis('2-chamber', 'cine-2ch', 63),
    longAxis('3-chamber', 'cine-3ch', 60),
    longAxis('4-chamber', 'cine-4ch', 64),
  ],
  'cine-20-60': [sax(20, 60)],
  'cine-20-90': [sax(20, 90)],
  'cine-30-60': [sax(30, 60)],
  'cine-30-90': [sax(30, 90)],
}
