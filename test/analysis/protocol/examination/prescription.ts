/**
 * What a whole examination acquires, vendor by vendor the same: which series, in which planes of the heart, how
 * the signal is made. What a header says of it is another matter (`dialects.ts`).
 */
import { cross, dot, normalised, type Vector3 } from '#analysis/geometry/plane.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'

export interface Orientation {
  readonly row: Vector3
  readonly column: Vector3
  /** from one slice to the next */
  readonly step: Vector3
  readonly origin: Vector3
}

/** How an image comes about, in physics. */
export interface Physics {
  readonly readout: 'balanced' | 'spoiled' | 'spin-echo'
  readonly echo: number
  readonly repetition: number
  readonly flip: number
  readonly preparation?: 'inversion' | 'saturation' | 't2'
  readonly volume?: boolean
  readonly tagged?: boolean
  readonly venc?: number
  readonly agent?: boolean
  readonly computed?: 't1' | 't2' | 't2star' | 'ecv' | 'projection' | 'screen'
}

export type Part = 'magnitude' | 'real' | 'velocity'

/** One acquisition: what the technologist starts. Its parts are the images that come of it. */
export interface Acquisition {
  readonly name: string
  readonly parts: readonly { readonly part: Part; readonly role: SeriesRole; readonly direction?: Vector3 }[]
  readonly physics: Physics
  readonly slices: readonly Orientation[]
  readonly counts: number
  readonly axis: 'phase' | 'dynamic' | 'real-time' | 'inversion' | 'echo' | 't2' | 'single'
  /** of inversion, echo and preparation times */
  readonly values?: readonly number[]
  readonly rr: number
  /** seconds after the start of the examination */
  readonly at: number
  readonly pixel?: number
  readonly size?: number
  readonly word: keyof Vocabulary
}

/** Words of one language for what a technologist names. */
export interface Vocabulary {
  readonly scout: string
  readonly sax: string
  readonly twoChamber: string
  readonly threeChamber: string
  readonly fourChamber: string
  readonly outflow: string
  readonly rightOutflow: string
  readonly realTime: string
  readonly tagging: string
  readonly black: string
  readonly nativeT1: string
  readonly postT1: string
  readonly t2: string
  readonly t2star: string
  readonly stress: string
  readonly rest: string
  readonly tiScout: string
  readonly lge: string
  readonly ecv: string
  readonly flow: string
  readonly flow4d: string
  readonly other: string
}

export interface Body {
  readonly axis: Vector3
  readonly septum: Vector3
  readonly anterior: Vector3
}

const scale = (v: Vector3, by: number): Vector3 => [v[0] * by, v[1] * by, v[2] * by]
const plus = (a: Vector3, b: Vector3): Vector3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
const minus = (v: Vector3): Vector3 => scale(v, -1)

export function prescribe(
  body: Body,
  options: { readonly loads: 'both' | 'stress-only' } = { loads: 'both' },
): Acquisition[] {
  const { axis, septum, anterior } = body
  const across = (count: number, step: number, from = 0): Orientation[] =>
    Array.from({ length: count }, (_, k) => ({
      row: minus(septum),
      column: minus(anterior),
      step: scale(axis, step),
      origin: scale(axis, from + k * step),
    }))
  const along = (degrees: number, count = 1): Orientation[] => {
    const t = (degrees * Math.PI) / 180
    const row = plus(scale(septum, -Math.cos(t)), scale(anterior, -Math.sin(t)))
    const normal = cross(row, axis)
    return Array.from({ length: count }, (_, k) => ({
      row,
      column: axis,
      step: scale(normal, 8),
      origin: scale(normal, 8 * k),
    }))
  }
  /** a plane by its normal in the heart's own frame: along the axis, along the septum, towards the front */
  const aslant = (a: number, s: number, f: number): Orientation => {
    const normal = normalised(plus(plus(scale(axis, a), scale(septum, s)), scale(anterior, f)))
    const row = normalised(cross(Math.abs(dot(normal, axis)) < 0.9 ? axis : septum, normal))
    return { row, column: cross(normal, row), step: normal, origin: scale(axis, -10) }
  }
  const body3: Orientation[] = [
    { row: [1, 0, 0], column: [0, 1, 0], step: [0, 0, 1], origin: [0, 0, 0] },
    { row: [0, 1, 0], column: [0, 0, -1], step: [-1, 0, 0], origin: [0, 0, 0] },
    { row: [1, 0, 0], column: [0, 0, -1], step: [0, 1, 0], origin: [0, 0, 0] },
  ]
  const threePlanes = body3.flatMap((plane) =>
    [0, 1, 2].map((k) => ({ ...plane, origin: scale(plane.step, 15 * k) })),
  )
  const cine: Physics = { readout: 'balanced', echo: 1.4, repetition: 3, flip: 55 }
  const late: Physics = {
    readout: 'spoiled',
    echo: 2.1,
    repetition: 5.5,
    flip: 25,
    preparation: 'inversion',
    agent: true,
  }
  const molli: Physics = {
    readout: 'balanced',
    echo: 1.1,
    repetition: 2.6,
    flip: 35,
    preparation: 'inversion',
  }
  const first: Physics = {
    readout: 'spoiled',
    echo: 1.2,
    repetition: 2.4,
    flip: 12,
    preparation: 'saturation',
    agent: true,
  }
  const still = (role: SeriesRole): Acquisition['parts'] => [{ part: 'magnitude', role }]
  const both = (role: SeriesRole): Acquisition['parts'] => [
    { part: 'magnitude', role },
    { part: 'real', role },
  ]
  const beat = (
    name: string,
    role: SeriesRole,
    slices: Orientation[],
    at: number,
    word: keyof Vocabulary,
    physics = cine,
  ): Acquisition => ({
    name,
    parts: still(role),
    physics,
    slices,
    counts: 25,
    axis: 'phase',
    rr: 850,
    at,
    word,
  })
  const computed = (
    name: string,
    role: SeriesRole,
    of: NonNullable<Physics['computed']>,
    slices: Orientation[],
    at: number,
    word: keyof Vocabulary,
    base: Physics = molli,
  ): Acquisition => ({
    name,
    parts: still(role),
    physics: { ...base, computed: of },
    slices,
    counts: 1,
    axis: 'single',
    rr: 850,
    at,
    word,
  })
  const tis = [110, 190, 270, 960, 1040, 1120, 1810, 2660]
  const postTis = [110, 190, 270, 350, 960, 1040, 1810, 2660, 3510]
  const levels = across(3, 25, 20)
  const stress: Acquisition = {
    name: 'stress',
    parts: still(options.loads === 'both' ? 'perfusion-stress' : 'perfusion-stress'),
    physics: first,
    slices: levels,
    counts: 60,
    axis: 'dynamic',
    rr: 640,
    at: 2000,
    word: 'stress',
  }
  const rest: Acquisition = {
    name: 'rest',
    parts: still('perfusion-rest'),
    physics: first,
    slices: levels,
    counts: 60,
    axis: 'dynamic',
    rr: 860,
    at: 2700,
    word: 'rest',
  }
  return [
    {
      name: 'scout',
      parts: still('scout'),
      physics: cine,
      slices: threePlanes,
      counts: 1,
      axis: 'single',
      rr: 850,
      at: 0,
      word: 'scout',
    },
    beat('4ch', 'cine-4ch', along(-30), 200, 'fourChamber'),
    beat('2ch', 'cine-2ch', along(90), 240, 'twoChamber'),
    beat('3ch', 'cine-3ch', along(30), 280, 'threeChamber'),
    beat('lvot', 'cine-lvot', [aslant(0.57, 0.45, 0.68)], 320, 'outflow'),
    beat('rvot', 'cine-rvot', [aslant(0.62, 0.78, 0)], 360, 'rightOutflow'),
    beat('sax', 'cine-sax', across(10, 10), 400, 'sax'),
    { ...beat('real-time', 'realtime', across(1, 10, 40), 700, 'realTime'), axis: 'real-time', counts: 60 },
    {
      ...beat('tagging', 'tagging', levels, 760, 'tagging', {
        ...cine,
        readout: 'spoiled',
        echo: 3,
        repetition: 6,
        flip: 10,
        tagged: true,
      }),
      counts: 20,
    },
    {
      name: 'black',
      parts: still('black-blood'),
      physics: { readout: 'spin-echo', echo: 60, repetition: 1700, flip: 160, preparation: 'inversion' },
      slices: across(6, 12),
      counts: 1,
      axis: 'single',
      rr: 850,
      at: 900,
      word: 'black',
    },
    {
      name: 'molli native',
      parts: still('molli-native'),
      physics: molli,
      slices: levels,
      counts: tis.length,
      axis: 'inversion',
      values: tis,
      rr: 850,
      at: 1000,
      word: 'nativeT1',
    },
    computed('t1 native', 't1-native-map', 't1', levels, 1001, 'nativeT1'),
    {
      name: 't2 prep',
      parts: still('t2prep'),
      physics: { ...molli, preparation: 't2' },
      slices: levels,
      counts: 3,
      axis: 't2',
      values: [0, 25, 55],
      rr: 850,
      at: 1200,
      word: 't2',
    },
    computed('t2 map', 't2-map', 't2', levels, 1201, 't2', { ...molli, preparation: 't2' }),
    {
      name: 't2 star',
      parts: still('t2star'),
      physics: { readout: 'spoiled', echo: 2, repetition: 20, flip: 20 },
      slices: across(1, 10, 45),
      counts: 8,
      axis: 'echo',
      values: [2, 4.2, 6.4, 8.6, 10.8, 13, 15.2, 17.4],
      rr: 850,
      at: 1400,
      word: 't2star',
    },
    computed('t2 star map', 't2star-map', 't2star', across(1, 10, 45), 1401, 't2star', {
      readout: 'spoiled',
      echo: 2,
      repetition: 20,
      flip: 20,
    }),
    {
      name: 'flow',
      physics: { readout: 'spoiled', echo: 2.5, repetition: 5, flip: 20, venc: 150 },
      slices: [aslant(0.75, 0.6, 0.25)],
      counts: 30,
      axis: 'phase',
      rr: 850,
      at: 1600,
      word: 'flow',
      parts: [
        { part: 'magnitude', role: 'flow-magnitude' },
        { part: 'velocity', role: 'flow-phase' },
      ],
    },
    stress,
    ...(options.loads === 'both' ? [rest] : []),
    {
      name: 'flow 4d',
      physics: {
        readout: 'spoiled',
        echo: 2.4,
        repetition: 5,
        flip: 8,
        venc: 200,
        volume: true,
        agent: true,
      },
      slices: Array.from({ length: 12 }, (_, k) => ({
        row: [0, 1, 0],
        column: [0, 0, -1],
        step: [-1, 0, 0],
        origin: [-3 * k, 0, 0],
      })),
      counts: 20,
      axis: 'phase',
      rr: 850,
      at: 3000,
      word: 'flow4d',
      parts: [
        { part: 'magnitude', role: '4d-flow' },
        { part: 'velocity', role: '4d-flow', direction: [1, 0, 0] },
        { part: 'velocity', role: '4d-flow', direction: [0, 1, 0] },
        { part: 'velocity', role: '4d-flow', direction: [0, 0, 1] },
      ],
    },
    {
      name: 'ti scout',
      parts: still('ti-scout'),
      physics: { ...cine, preparation: 'inversion', agent: true },
      slices: across(1, 10, 45),
      counts: 25,
      axis: 'inversion',
      values: Array.from({ length: 25 }, (_, k) => 65 + 25 * k),
      rr: 850,
      at: 3500,
      word: 'tiScout',
    },
    ...(
      [
        ['lge sax', 'lge-sax', across(10, 10)],
        ['lge 4ch', 'lge-4ch', along(-28)],
        ['lge 2ch', 'lge-2ch', along(87)],
        ['lge 3ch', 'lge-3ch', along(33)],
      ] as const
    ).map(
      ([name, role, slices], k): Acquisition => ({
        name,
        parts: both(role),
        physics: late,
        slices,
        counts: 1,
        axis: 'single',
        values: [290 + 5 * k],
        rr: 850,
        at: 3600 + 60 * k,
        word: 'lge',
      }),
    ),
    {
      name: 'molli post',
      parts: still('molli-post'),
      physics: { ...molli, agent: true },
      slices: levels,
      counts: postTis.length,
      axis: 'inversion',
      values: postTis,
      rr: 850,
      at: 4300,
      word: 'postT1',
    },
    computed('t1 post', 't1-post-map', 't1', levels, 4301, 'postT1', { ...molli, agent: true }),
    computed('ecv', 'ecv-map', 'ecv', levels, 4400, 'ecv', { ...molli, agent: true }),
    computed('screen', 'derived', 'screen', across(1, 10, 30), 4500, 'other'),
  ]
}
