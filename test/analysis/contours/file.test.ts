import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import {
  type ContourFile,
  contoursFromFile,
  type FiledContour,
  type FiledLandmark,
  fileFromContours,
} from '#analysis/contours/file.ts'
import { borderInPatient, copyContour } from '#analysis/contours/transform.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import { mm } from '#analysis/units/units.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { cine, uidOf } from '../synthetic.ts'
import { filedRing, ring } from './shapes.ts'

const { stacks } = sortIntoStacks(cine({ slices: 3, phases: 12, row: [0.6, 0.8, 0], column: [0, 0, -1] }))
const uid = uidOf('1.2.3.1', 1, 4)
const frame = stacks[0]?.frames[1]?.[4]
const plane = frame?.facts.plane
if (plane === undefined) throw new Error('no plane')

const filed = (change: Partial<FiledContour> = {}): FiledContour => ({ ...filedRing(uid), ...change })
const file = (contours: readonly FiledContour[], change: Partial<ContourFile> = {}): ContourFile => ({
  format: 'midwall-contours/2',
  study: '1.2.3',
  papillaries: 'cavity',
  contours,
  ...change,
})
const open = (contours: readonly FiledContour[]) => contoursFromFile(file(contours), '1.2.3', stacks)
const problem = (change: Partial<FiledContour>) =>
  open([filed(), filed({ sopInstanceUid: uidOf('1.2.3.1', 2, 0), ...change })]).problems

describe('a contour file', () => {
  it('gives its polygons back as they are', () => {
    const { contours, problems } = open([filed()])
    expect(problems).toEqual([])
    expect(contours).toEqual([
      {
        image: { sopInstanceUid: uid, frame: 0 },
        border: 'lv-endocardial',
        closed: true,
        points: ring(20, 24),
        origin: 'imported',
      },
    ])
  })

  it('puts patient points on the image that they lie in', () => {
    const { contours } = open([filed({ space: 'patient', points: borderInPatient(ring(20, 24), plane) })])
    ring(20, 24).forEach(([x, y], k) => {
      expect(contours[0]?.points[k]?.[0]).toBeCloseTo(x, 9)
      expect(contours[0]?.points[k]?.[1]).toBeCloseTo(y, 9)
    })
  })

  it('takes two papillary muscles on one image, and one of everything else', () => {
    const two = (border: string) => open([filed({ border }), filed({ border, points: ring(5, 8) })])
    expect(two('lv-papillary').contours.map(({ part }) => part)).toEqual([undefined, 1])
    expect(two('lv-epicardial').problems).toEqual([`contour 1: a second lv-epicardial on image ${uid}`])
  })

  it('takes several regions of one kind on one image', () => {
    const two = (border: string) => open([filed({ border }), filed({ border, points: ring(5, 8) })])
    for (const border of ['lge-remote', 'lge-exclusion', 'lge-no-reflow', 'lge-scar', 'vessel', 'region'])
      expect(two(border).contours.map(({ part }) => part)).toEqual([undefined, 1])
    expect(two('blood-pool').problems).toEqual([`contour 1: a second blood-pool on image ${uid}`])
  })

  it('of the first version opens as ever, without landmarks', () => {
    const { contours, landmarks, problems } = contoursFromFile(
      file([filed()], { format: 'midwall-contours/1' }),
      '1.2.3',
      stacks,
    )
    expect([contours.length, landmarks.length, problems.length]).toEqual([1, 0, 0])
  })

  it('names marks of slices without LV', () => {
    const { empty, problems } = contoursFromFile(
      file([], {
        empty: [
          { sopInstanceUid: uid, chamber: 'lv' },
          { sopInstanceUid: '9', chamber: 'lv' },
        ],
      }),
      '1.2.3',
      stacks,
    )
    expect(empty).toEqual([{ image: { sopInstanceUid: uid, frame: 0 }, chamber: 'lv' }])
    expect(problems).toEqual(['empty 1: image 9 is not in this study'])
  })

  it('comes back the same after it was written', () => {
    const { contours } = open([filed(), filed({ border: 'lv-epicardial', points: ring(30, 30) })])
    const again = contoursFromFile(fileFromContours('1.2.3', 'cavity', contours, []), '1.2.3', stacks)
    expect(again.problems).toEqual([])
    expect(again.contours).toEqual(contours)
  })
})

describe('a contour is refused by its number', () => {
  it.each<[string, Partial<FiledContour>, string]>([
    ['on an unknown image', { sopInstanceUid: '9.9' }, 'contour 1: image 9.9 is not in this study'],
    ['on a frame that is not there', { frame: 3 }, 'has no frame 3'],
    ['of an unknown border', { border: 'aorta' }, 'contour 1: border "aorta" is not known'],
    [
      'of two points',
      {
        points: [
          [1, 1],
          [2, 2],
        ],
      },
      'contour 1: 2 points enclose nothing',
    ],
    [
      'with a point that is no number',
      { points: [...ring(20, 5), [Number.NaN, 3]] },
      'contour 1: point 5 is not 2 finite numbers',
    ],
    [
      'with three coordinates in pixels',
      { points: ring(20, 5).map(([x, y]) => [x, y, 0]) },
      'point 0 is not 2 finite',
    ],
    [
      'far outside the image',
      { points: ring(20, 5, [2000, 100]) },
      'contour 1: point 0 lies outside the image',
    ],
    [
      'off the plane of its image',
      { space: 'patient', points: borderInPatient(ring(20, 24), plane) },
      '10.0 mm off the plane',
    ],
  ])('%s', (_, change, sentence) => {
    const problems = problem(change)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(sentence)
  })

  it('and a file of another study is refused whole', () => {
    expect(contoursFromFile(file([]), '7', stacks).problems).toEqual(['the file is of study 1.2.3, not 7'])
  })

  it('but one that crosses itself is measured as given, with a warning', () => {
    const { contours, warnings } = open([
      filed({
        points: [
          [0, 0],
          [50, 50],
          [50, 0],
          [0, 50],
        ],
      }),
    ])
    expect(contours).toHaveLength(1)
    expect(warnings).toEqual(['contour 0 crosses itself and is measured as given'])
  })
})

describe('a copy on the next slice', () => {
  const contour: Contour = {
    image: { sopInstanceUid: uid, frame: 0 },
    border: 'lv-endocardial',
    closed: true,
    points: ring(20, 24),
    controls: ring(20, 8),
    origin: 'drawn',
  }
  const image = { sopInstanceUid: uidOf('1.2.3.1', 2, 4), frame: 0 }
  const below = stacks[0]?.frames[2]?.[4]?.facts.plane
  if (below === undefined) throw new Error('no plane')

  it('lies at the same place and says that it is a copy', () => {
    const copy = copyContour(contour, plane, { image, plane: below })
    expect(copy).toMatchObject({ image, origin: 'copied', border: 'lv-endocardial' })
    copy.points.forEach(([x, y], k) => {
      expect(x).toBeCloseTo(contour.points[k]?.[0] ?? 0, 9)
      expect(y).toBeCloseTo(contour.points[k]?.[1] ?? 0, 9)
    })
  })

  it('follows the patient where the image has another corner and pixel size', () => {
    const [x0, y0, z0] = below.position
    const other: ImagePlane = { ...below, position: [x0 - 6, y0 - 8, z0], columnSpacing: mm(0.75) }
    const copy = copyContour(contour, plane, { image, plane: other })
    const [x] = copy.points[0] ?? [0]
    // ten millimetres further along a row of half the pixel size
    expect(x).toBeCloseTo((contour.points[0]?.[0] ?? 0) * 2 + 10 / 0.75, 9)
  })

  it('shrinks about its middle towards the apex', () => {
    const copy = copyContour(contour, plane, { image, plane: below }, { scale: 0.9, offset: [1, 0] })
    expect(copy.points[0]?.[0]).toBeCloseTo(100 + 18 + 1, 9)
    expect(copy.controls?.[0]?.[0]).toBeCloseTo(100 + 18 + 1, 9)
  })
})

describe('a landmark of a file', () => {
  const mark = (change: Partial<FiledLandmark> = {}): FiledLandmark => ({
    sopInstanceUid: uid,
    kind: 'rv-insertion-anterior',
    space: 'pixel',
    point: [80.25, 91.5],
    ...change,
  })
  const opened = (...landmarks: readonly FiledLandmark[]) =>
    contoursFromFile(file([], { landmarks }), '1.2.3', stacks)

  it('comes back as it was written, from pixels and from the patient', () => {
    const [here, there] = [mark(), mark({ kind: 'rv-insertion-inferior' })]
    const inPatient = borderInPatient([[80.25, 91.5]], plane)[0] ?? []
    const { landmarks, problems } = opened(here, { ...there, space: 'patient', point: inPatient })
    expect(problems).toEqual([])
    expect(landmarks[0]).toEqual({
      kind: 'rv-insertion-anterior',
      image: { sopInstanceUid: uid, frame: 0 },
      point: [80.25, 91.5],
    })
    expect(landmarks[1]?.point[0]).toBeCloseTo(80.25, 9)
    expect(landmarks[1]?.point[1]).toBeCloseTo(91.5, 9)
    const again = fileFromContours('1.2.3', 'cavity', [], [], {}, [...landmarks].reverse())
    expect(contoursFromFile(again, '1.2.3', stacks).landmarks).toEqual(landmarks)
    expect(again.landmarks?.map(({ kind }) => kind)).toEqual(landmarks.map(({ kind }) => kind))
  })

  it('is refused with its place and what is wrong with it', () => {
    const problem = (change: Partial<FiledLandmark>) =>
      opened(mark(), mark({ kind: 'lv-apex', ...change })).problems
    expect(problem({})).toEqual([])
    expect(problem({ kind: 'nose' })).toEqual(['landmark 1: kind "nose" is not known'])
    expect(problem({ kind: 'rv-insertion-anterior' })).toEqual([
      `landmark 1: a second rv-insertion-anterior on image ${uid}`,
    ])
    expect(problem({ sopInstanceUid: '9' })).toEqual(['landmark 1: image 9 is not in this study'])
    expect(problem({ point: [1, 2, 3] })).toEqual(['landmark 1: point 0 is not 2 finite numbers'])
    expect(problem({ point: [1, Number.NaN] })).toEqual(['landmark 1: point 0 is not 2 finite numbers'])
    expect(problem({ point: [1e4, 2] })).toEqual(['landmark 1: it lies outside the image'])
    expect(problem({ space: 'patient', point: [0, 0, 9e3] })[0]).toMatch(/off the plane/)
  })
})

describe('the schema of contour files', () => {
  const whole = { study: '1', papillaries: 'cavity', contours: [] }
  const landmark = { sopInstanceUid: '1', kind: 'lv-apex', space: 'pixel', point: [1, 2] }
  const accepts = (value: object) => contourFileSchema.safeParse(value).success

  it('takes all versions, landmarks of known kinds, and nothing that it does not know', () => {
    expect(accepts({ ...whole, format: 'midwall-contours/1' })).toBe(true)
    expect(accepts({ ...whole, format: 'midwall-contours/2', landmarks: [landmark] })).toBe(true)
    expect(accepts({ ...whole, format: 'midwall-contours/3' })).toBe(true)
    expect(accepts({ ...whole, format: 'midwall-contours/4' })).toBe(false)
    expect(accepts({ ...whole, format: 'midwall-contours/2', marks: [] })).toBe(false)
    for (const change of [
      { kind: 'nose' },
      { point: [1] },
      { point: [1, 2, 3, 4] },
      { frame: -1 },
      { space: 'mm' },
    ])
      expect(
        accepts({ ...whole, format: 'midwall-contours/2', landmarks: [{ ...landmark, ...change }] }),
      ).toBe(false)
  })
})
