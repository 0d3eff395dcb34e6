import { expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { leftVentricleMasks } from '#analysis/report/picture.ts'
import { mm } from '#analysis/units/units.ts'
import { readSegmentation } from '../../workers/dicom/read-results/segmentation.ts'
import { packBits, unpackBits } from '../../workers/dicom/write/seg/bits.ts'
import { type SegmentationObject, writeSegmentation } from '../../workers/dicom/write/seg/segmentation.ts'
import { sourceAttributes } from '../../workers/dicom/write/source.ts'
import { uidOf } from '../../workers/dicom/write/uids.ts'
import { flatPlane } from '../truth/flat-plane.ts'
import { circle, contours, evidence, phases, signedRead, sourceImage } from './signed-read.ts'
import {
  dciodvfyErrors,
  hasPydicom,
  hasValidators,
  noPydicom,
  noValidators,
  pydicomSays,
} from './validators.ts'

const rows = 80
const columns = 90
const planeOf = (slice: number): ImagePlane =>
  flatPlane({ size: [rows, columns], spacing: [1.5, 1.25], position: [-100, -100, 10 * slice] })
const masksOf = (of: readonly Contour[], papillaries: 'cavity' | 'mass' = 'cavity') =>
  leftVentricleMasks(of, papillaries, rows, columns)

const atEndDiastole = evidence.slice(3).map((image, slice) => ({
  image,
  plane: planeOf(slice),
  masks: masksOf(contours.filter((contour) => contour.image.sopInstanceUid === image.sopInstanceUid)),
}))

const object: SegmentationObject = {
  source: sourceAttributes(sourceImage()),
  sopInstanceUid: uidOf('seg'),
  seriesInstanceUid: uidOf('seg series'),
  seriesNumber: 9101,
  instanceNumber: 1,
  seriesDescription: 'LV, phase 2 of 2',
  createdAt: signedRead.signedAt,
  software: { name: 'Midwall', version: '0.1.0' },
  reader: 'R01',
  papillaries: 'cavity',
  slices: atEndDiastole,
  sliceThickness: mm(8),
  sliceSpacing: mm(10),
  trackingUid: (segment) => uidOf(signedRead.read, segment),
}
function write(more: Partial<SegmentationObject> = {}): Uint8Array {
  const bytes = writeSegmentation({ ...object, ...more })
  if (!bytes) throw new Error('nothing was written')
  return bytes
}
const pixels = (mask: Uint8Array): number => mask.reduce((sum, inside) => sum + inside, 0)

it.skipIf(!hasValidators)(
  `has no error that dciodvfy knows${hasValidators ? '' : ` (skipped: ${noValidators})`}`,
  () => {
    expect(dciodvfyErrors(write())).toEqual([])
    expect(
      dciodvfyErrors(
        write({ replaces: { ...readSegmentation(write()), sopClassUid: '1.2.840.10008.5.1.4.1.1.66.4' } }),
      ),
    ).toEqual([])
  },
)

it('comes back pixel for pixel, on the images that the masks were made of', () => {
  const { frames, ...read } = readSegmentation(write())
  expect(read).toMatchObject({ rows, columns, sopInstanceUid: object.sopInstanceUid })
  const expected = (['cavity', 'myocardium'] as const).flatMap((segment) =>
    atEndDiastole
      .slice(0, 2)
      .map(({ image, masks }) => ({ segment, image: image.sopInstanceUid, mask: masks[segment] })),
  )
  expect(frames.map(({ segment, image, mask }) => ({ segment, image: image.sopInstanceUid, mask }))).toEqual(
    expected,
  )
})

it('says that it is a picture of contours, and by which convention', () => {
  expect(readSegmentation(write()).description).toBe(
    'Picture of the measured contours; papillaries count as cavity',
  )
})

it('leaves no pixel between cavity and wall, and none in both', () => {
  const { cavity, myocardium } = masksOf([
    circle(0, phases.ed, 'lv-endocardial', 12),
    circle(0, phases.ed, 'lv-epicardial', 17),
  ])
  const whole = masksOf([circle(0, phases.ed, 'lv-endocardial', 17)]).cavity
  expect(cavity.map((inside, i) => inside + (myocardium[i] ?? 0))).toEqual(whole)
})

it('shows a disc of radius 17 pixels to within 1 % of its area', () => {
  const { cavity } = masksOf([circle(0, phases.ed, 'lv-endocardial', 17)])
  expect(Math.abs(pixels(cavity) / (Math.PI * 17 ** 2) - 1)).toBeLessThan(0.01)
})

it('counts papillary muscles as wall under the mass convention only', () => {
  const muscle = { ...circle(0, phases.ed, 'lv-papillary', 3), closed: true }
  const drawn = [
    circle(0, phases.ed, 'lv-endocardial', 12),
    circle(0, phases.ed, 'lv-epicardial', 17),
    muscle,
  ]
  const asCavity = masksOf(drawn, 'cavity')
  const asMass = masksOf(drawn, 'mass')
  const moved = pixels(asCavity.cavity) - pixels(asMass.cavity)
  expect(moved).toBe(pixels(masksOf([{ ...muscle, border: 'lv-endocardial' }]).cavity))
  expect(pixels(asMass.myocardium) - pixels(asCavity.myocardium)).toBe(moved)
})

it('shows an epicardial contour without an endocardial one as wall throughout', () => {
  const { cavity, myocardium } = masksOf([circle(0, phases.ed, 'lv-epicardial', 6)])
  expect(pixels(cavity)).toBe(0)
  expect(pixels(myocardium)).toBeGreaterThan(100)
})

it('writes only the segments that have pixels, numbered from 1, and nothing for a phase without contours', () => {
  const wallOnly = atEndDiastole.map((slice) => ({
    ...slice,
    masks: { ...slice.masks, cavity: new Uint8Array(rows * columns) },
  }))
  const bytes = write({ slices: wallOnly })
  expect(readSegmentation(bytes).frames.map(({ segment }) => segment)).toEqual(['myocardium', 'myocardium'])
  if (hasValidators) expect(dciodvfyErrors(bytes)).toEqual([])
  expect(writeSegmentation({ ...object, slices: [] })).toBeUndefined()
})

it('packs frames bit after bit, the first pixel lowest, and unpacks them again', () => {
  const frames = [Uint8Array.of(1, 0, 1, 0, 0), Uint8Array.of(0, 0, 0, 1, 1)]
  expect([...packBits(frames)]).toEqual([0b00000101, 0b11])
  expect(unpackBits(packBits(frames), 2, 5)).toEqual(frames)
})

it.skipIf(!hasPydicom)(`gives pydicom the same masks${hasPydicom ? '' : ` (skipped: ${noPydicom})`}`, () => {
  const sums = pydicomSays(
    write(),
    `import json, sys, pydicom
print(json.dumps([int(frame.sum()) for frame in pydicom.dcmread(sys.argv[1]).pixel_array]))`,
  )
  expect(sums).toEqual(readSegmentation(write()).frames.map(({ mask }) => pixels(mask)))
})
