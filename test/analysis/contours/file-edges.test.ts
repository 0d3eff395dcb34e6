/** What a contour file may just about say, and how one is written. */

import { describe, expect, it } from 'vitest'
import {
  borders,
  type Contour,
  chamberOf,
  contourKeyOf,
  contourKeyText,
  contourOrigins,
  isSameContour,
} from '#analysis/contours/contour.ts'
import {
  type ContourFile,
  contoursFromFile,
  type FiledContour,
  type FiledMark,
  fileFromContours,
} from '#analysis/contours/file.ts'
import { type Landmark, landmarkKeyText, landmarkKinds, landmarkOn } from '#analysis/contours/landmark.ts'
import { borderInPatient } from '#analysis/contours/transform.ts'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import { mm } from '#analysis/units/units.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { cine } from '../synthetic.ts'
import { filedRing, ring } from './shapes.ts'

const [stack] = sortIntoStacks(cine({ slices: 3, phases: 12 })).stacks
const found = stack?.frames[1]?.[4]
if (found === undefined || found === null || found.facts.plane === undefined) throw new Error('no plane')
const frame: StackFrame = found
const plane = found.facts.plane
const uid = frame.sopInstanceUid

const filed = (change: Partial<FiledContour> = {}): FiledContour => ({ ...filedRing(uid), ...change })
const opened = (
  contours: readonly FiledContour[],
  frames: readonly (StackFrame | null)[] = [frame],
  change: Partial<ContourFile> = {},
  tolerances: Parameters<typeof contoursFromFile>[3] = {},
) =>
  contoursFromFile(
    { format: 'midwall-contours/2', study: '1', papillaries: 'cavity', contours, ...change },
    '1',
    [{ frames: [[null, ...frames]] }],
    tolerances,
  )

describe('a contour on an object of several frames', () => {
  const frames = [0, 1].map((number): StackFrame => ({ ...frame, frame: number }))

  it('names its frame, or is refused', () => {
    const { contours, problems } = opened([filed({ frame: 1 }), filed({ frame: 0 }), filed()], frames)
    expect(contours.map(({ image }) => image.frame)).toEqual([1, 0])
    expect(problems).toEqual([`contour 2: image ${uid} has 2 frames, and none is named`])
  })

  it('finds no image where the frame says nothing of its place', () => {
    const { plane: _, ...facts } = frame.facts
    expect(opened([filed()], [{ ...frame, facts }]).problems).toEqual([
      `contour 0: image ${uid} is not in this study`,
    ])
  })
})

describe('a point outside the image', () => {
  const { columns, rows } = plane
  const triangle = (x: number, y: number): IndexPoint[] => [
    [50, 50],
    [60, 50],
    [x, y],
  ]
  const edges = [
    { side: 'left', at: [-0.5 - 0.1 * columns, 10], out: [-0.01, 0] },
    { side: 'right', at: [columns - 0.5 + 0.1 * columns, 10], out: [0.01, 0] },
    { side: 'top', at: [10, -0.5 - 0.1 * rows], out: [0, -0.01] },
    { side: 'bottom', at: [10, rows - 0.5 + 0.1 * rows], out: [0, 0.01] },
  ] as const

  it.each(edges)('is taken up to a tenth of the image beyond its $side side', ({ at: [x, y], out }) => {
    expect(opened([filed({ points: triangle(x, y) })]).problems).toEqual([])
    expect(opened([filed({ points: triangle(x + out[0], y + out[1]) })]).problems).toEqual([
      'contour 0: point 2 lies outside the image',
    ])
  })

  it('may be farther out, and farther off the plane, where that is allowed', () => {
    const far = [filed({ points: triangle(1.5 * columns, 10) })]
    expect(opened(far, [frame], {}, { outside: 1 }).problems).toEqual([])
    const [nx, ny, nz] = stack?.normal ?? [0, 0, 0]
    const off = (by: number): FiledContour[] => [
      filed({
        space: 'patient',
        points: borderInPatient(ring(20, 8), plane).map(([x, y, z]) => [
          x + by * nx,
          y + by * ny,
          z + by * nz,
        ]),
      }),
    ]
    expect(opened(off(0.99)).problems).toEqual([])
    expect(opened(off(1.01)).problems).toEqual([
      'contour 0: its points lie up to 1.0 mm off the plane of the image that it names',
    ])
    expect(opened(off(1.01), [frame], {}, { offPlane: mm(2) }).problems).toEqual([])
  })
})

describe('an open contour', () => {
  const crossing: IndexPoint[] = [
    [0, 0],
    [50, 50],
    [50, 0],
    [0, 50],
  ]

  it('is taken as open, and is not told to cross itself', () => {
    const { contours, warnings } = opened([filed({ points: crossing, closed: false })])
    expect(contours[0]?.closed).toBe(false)
    expect(warnings).toEqual([])
    expect(opened([filed({ points: crossing })]).warnings).toHaveLength(1)
  })
})

describe('a mark of a slice without a ventricle', () => {
  const marks = (chamber: 'lv' | 'rv', border: string) =>
    opened([filed({ border })], [frame], { empty: [{ sopInstanceUid: uid, chamber }] })

  it('contradicts a contour of that ventricle on the same image, and no other', () => {
    const sentence = `empty 0: image ${uid} is marked as without a chamber that the file contours on it`
    expect(marks('lv', 'lv-endocardial').problems).toEqual([sentence])
    expect(marks('lv', 'lv-endocardial').empty).toEqual([])
    expect(marks('rv', 'rv-epicardial').problems).toEqual([sentence])
    expect(marks('rv', 'lv-endocardial').problems).toEqual([])
    expect(marks('lv', 'la-endocardial').empty).toHaveLength(1)
  })
})

describe('a file that is written', () => {
  const image = (sopInstanceUid: string, number = 0): ImageKey => ({ sopInstanceUid, frame: number })
  const drawn = (key: ImageKey, change: Partial<Contour> = {}): Contour => ({
    image: key,
    border: 'lv-endocardial',
    closed: true,
    points: [
      [1, 2],
      [3, 4],
      [5, 7],
    ],
    origin: 'drawn',
    ...change,
  })

  it('holds contours in an order of their own, whatever the order they were drawn in', () => {
    const contours = [
      drawn(image('2')),
      drawn(image('1'), { border: 'lv-papillary', part: 1 }),
      drawn(image('1'), { border: 'lv-papillary' }),
      drawn(image('1', 1), { border: 'lv-epicardial', closed: false }),
    ]
    const written = fileFromContours('1', 'mass', contours, [])
    expect(fileFromContours('1', 'mass', contours.toReversed(), [])).toEqual(written)
    expect(written).toEqual({
      format: 'midwall-contours/3',
      study: '1',
      papillaries: 'mass',
      contours: [
        ['1', 0, 'lv-papillary', true, { part: 0 }] as const,
        ['1', 0, 'lv-papillary', true, { part: 1 }] as const,
        ['1', 1, 'lv-epicardial', false, {}] as const,
        ['2', 0, 'lv-endocardial', true, {}] as const,
      ].map(([sopInstanceUid, number, border, closed, part]) => ({
        sopInstanceUid,
        frame: number,
        border,
        ...part,
        space: 'pixel',
        closed,
        origin: 'drawn',
        points: [
          [1, 2],
          [3, 4],
          [5, 7],
        ],
      })),
      landmarks: [],
      empty: [],
      phases: {},
    })
  })

  it('says of contours that nobody drew where they are from, and they stay so when it is opened', () => {
    for (const origin of ['propagated', 'interpolated'] as const) {
      const written = fileFromContours('1', 'cavity', [drawn(image(uid), { origin })], [])
      expect(written.contours[0]?.origin).toBe(origin)
      expect(opened(written.contours).contours[0]?.origin).toBe(origin)
    }
    for (const origin of ['drawn', 'freehand', 'edited', 'copied', 'imported'] as const) {
      const written = fileFromContours('1', 'cavity', [drawn(image(uid), { origin })], [])
      expect(written.contours[0]?.origin).toBe(origin)
      // it is measured as given: nobody here drew it
      expect(opened(written.contours).contours[0]?.origin).toBe('imported')
    }
  })

  it('keeps which of several a contour is, though one before it is gone', () => {
    const pieces = [1, 3].map((part) => drawn(image(uid), { border: 'lge-scar', part, closed: false }))
    const written = fileFromContours('1', 'cavity', pieces, [])
    const { contours, problems } = opened(written.contours)
    expect(problems).toEqual([])
    expect(contours.map(({ part, closed }) => [part, closed])).toEqual([
      [1, false],
      [3, false],
    ])
    const [first] = written.contours
    if (first === undefined) throw new Error('nothing was written')
    expect(opened([first, first]).problems).toEqual([
      `contour 1: a second part 1 of lge-scar on image ${uid}`,
    ])
    expect(opened([{ ...first, border: 'lv-endocardial' }]).problems).toEqual([
      `contour 0: part 1 of lv-endocardial, which has no parts, on image ${uid}`,
    ])
  })

  it('says who made a contour and who let it stand, and says so again when it is written on', () => {
    const hands = {
      made: { by: 'R01', at: '2025-01-31T10:00:00.000Z' },
      accepted: { by: 'R02', at: '2025-02-01T10:00:00.000Z' },
    }
    const contour = drawn(image(uid), { origin: 'propagated' })
    const written = fileFromContours('1', 'cavity', [contour], [], {}, [], () => hands)
    expect(written.contours[0]).toMatchObject(hands)
    expect(contourFileSchema.safeParse(JSON.parse(JSON.stringify(written))).success).toBe(true)
    const { contours, provenance } = opened(written.contours)
    const again = fileFromContours('1', 'cavity', contours, [], {}, [], (one) => provenance.get(one) ?? {})
    expect(again).toEqual(written)
  })

  it('leaves out marks that nobody made, and orders the others by image, frame and chamber', () => {
    const mark = (sopInstanceUid: string, number: number, chamber: 'lv' | 'rv', assumed = false) => ({
      image: image(sopInstanceUid, number),
      chamber,
      assumed,
    })
    const marks = [
      mark('2', 0, 'lv'),
      mark('1', 1, 'lv'),
      mark('1', 0, 'rv'),
      mark('1', 0, 'lv'),
      mark('0', 0, 'lv', true),
    ]
    const written = (list: typeof marks): readonly FiledMark[] =>
      fileFromContours('1', 'cavity', [], list, { ed: 0, es: 9 }).empty ?? []
    expect(written(marks)).toEqual([
      { sopInstanceUid: '1', frame: 0, chamber: 'lv' },
      { sopInstanceUid: '1', frame: 0, chamber: 'rv' },
      { sopInstanceUid: '1', frame: 1, chamber: 'lv' },
      { sopInstanceUid: '2', frame: 0, chamber: 'lv' },
    ])
    expect(written(marks.toReversed())).toEqual(written(marks))
    expect(fileFromContours('1', 'cavity', [], [], { ed: 0, es: 9 }).phases).toEqual({ ed: 0, es: 9 })
  })
})

describe('contours and landmarks are told apart', () => {
  const a = { sopInstanceUid: '1', frame: 0 }
  const b = { sopInstanceUid: '1', frame: 1 }
  const one = { image: a, border: 'lv-papillary' } as const

  it('by image, frame, border and part; no part is the first', () => {
    expect(contourKeyText(one)).toBe(contourKeyText({ ...one, part: 0 }))
    expect(isSameContour(one, { ...one, part: 0 })).toBe(true)
    expect(isSameContour(one, { ...one, part: 1 })).toBe(false)
    expect(isSameContour(one, { ...one, image: b })).toBe(false)
    expect(isSameContour(one, { ...one, border: 'region' })).toBe(false)
    const contour: Contour = { ...one, closed: true, points: [], origin: 'drawn' }
    expect(contourKeyOf(contour)).toEqual(one)
    expect(contourKeyOf({ ...contour, part: 2 })).toEqual({ ...one, part: 2 })
  })

  it('by the ventricle that they bound, which atria and vessels have none of', () => {
    expect(
      (['lv-papillary', 'rv-epicardial', 'la-endocardial', 'vessel', 'lge-scar'] as const).map(chamberOf),
    ).toEqual(['lv', 'rv', undefined, undefined, undefined])
  })

  it('by borders and kinds that files and logs hold for ever', () => {
    expect(borders).toEqual([
      'lv-endocardial',
      'lv-epicardial',
      'lv-papillary',
      'rv-endocardial',
      'rv-epicardial',
      'la-endocardial',
      'ra-endocardial',
      'lge-remote',
      'lge-exclusion',
      'lge-no-reflow',
      'lge-scar',
      'blood-pool',
      'vessel',
      'region',
    ])
    expect(landmarkKinds).toEqual([
      'rv-insertion-anterior',
      'rv-insertion-inferior',
      'mitral-septal',
      'mitral-lateral',
      'tricuspid-septal',
      'tricuspid-lateral',
      'lv-apex',
    ])
    expect(contourOrigins).toEqual([
      'drawn',
      'freehand',
      'edited',
      'copied',
      'imported',
      'propagated',
      'interpolated',
    ])
  })

  it('by kind and image, of landmarks', () => {
    const marks: Landmark[] = [
      { kind: 'lv-apex', image: a, point: [1, 2] },
      { kind: 'lv-apex', image: b, point: [3, 4] },
      { kind: 'mitral-septal', image: b, point: [5, 6] },
    ]
    expect(landmarkOn(marks, 'lv-apex', b)).toEqual([3, 4])
    expect(landmarkOn(marks, 'mitral-septal', b)).toEqual([5, 6])
    expect(landmarkOn(marks, 'mitral-septal', a)).toBeUndefined()
    expect(new Set(marks.map(landmarkKeyText)).size).toBe(3)
  })
})
