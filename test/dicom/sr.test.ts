import { describe, expect, it } from 'vitest'
import { reportContent } from '#analysis/report/content.ts'
import type { SignedRead } from '#analysis/report/source.ts'
import type { StatedMeasurement } from '#analysis/report/stated/measurements.ts'
import { type StatedRead, understandReport } from '#analysis/report/stated/report.ts'
import type { UnmeasuredReason } from '#analysis/units/outcome.ts'
import { readReport } from '../../workers/dicom/read-results/report.ts'
import { sourceAttributes } from '../../workers/dicom/write/source.ts'
import { uidOf } from '../../workers/dicom/write/uids.ts'
import { signedRead, sourceImage } from './signed-read.ts'
import { readBack, reportOf } from './signed-report.ts'
import {
  dciodvfyErrors,
  hasPydicom,
  hasValidators,
  noPydicom,
  noValidators,
  pydicomSays,
  runOn,
} from './validators.ts'

const validating = it.skipIf(!hasValidators)
const skippedValidating = hasValidators ? '' : ` (skipped: ${noValidators})`

const written = reportOf(signedRead)
const measuredIn = (read: StatedRead, quantity: StatedMeasurement['quantity']) =>
  read.measurements.find((m) => m.quantity === quantity)

validating(`has no error that dciodvfy knows${skippedValidating}`, () => {
  expect(dciodvfyErrors(written)).toEqual([])
})

validating(
  `is printed by dsrdump, verified by the reader's code and with every number${skippedValidating}`,
  () => {
    const { status, lines } = runOn(written, 'dsrdump', '+Pc')
    expect(status).toBe(0)
    const text = lines.join('\n')
    expect(text).toContain('Verification Flag   : VERIFIED')
    expect(text).toContain('2026-03-04 05:06:07 +00:00, R01, CMR-TRIAL-01')
    expect(text).toContain('NUM:(8823-7,LN,"Left Ventricular ES Volume")="63.5" (mL,UCUM,"milliliter")')
    expect(text).toContain('NUM:(122447,DCM,"Wall Mass")=empty (114007,DCM,"Measurement not attempted")')
  },
)

it.skipIf(!hasPydicom)(
  `gives pydicom its numbers and polylines${hasPydicom ? '' : ` (skipped: ${noPydicom})`}`,
  () => {
    const said = pydicomSays(
      written,
      `import json, sys, pydicom
numbers, polylines = {}, []
def walk(items):
    for item in items:
        if item.ValueType == 'NUM' and item.MeasuredValueSequence:
            numbers.setdefault(item.ConceptNameCodeSequence[0].CodeValue, float(item.MeasuredValueSequence[0].NumericValue))
        if item.ValueType == 'SCOORD':
            polylines.append(len(item.GraphicData))
        walk(item.get('ContentSequence', []))
walk(pydicom.dcmread(sys.argv[1]).ContentSequence)
print(json.dumps([numbers['8811-2'], numbers['122447'], polylines]))`,
    )
    expect(said).toEqual([58.012, 101.25, signedRead.contours.map(() => 2 * 61)])
  },
)

it('comes back with every number bit for bit, its unit, method, version and warnings', () => {
  const read = readBack(written)
  expect(read.measurements).toHaveLength(signedRead.measurements.length)
  for (const recorded of signedRead.measurements)
    expect(measuredIn(read, recorded.quantity), recorded.quantity).toMatchObject(recorded)
  expect(read.notUnderstood).toEqual([])
})

it('keeps what was computed beside the numbers of the protocol in a group of its own', () => {
  const [edv, ...rest] = signedRead.measurements
  if (!edv) throw new Error('the first measurement is EDV')
  const both = [edv, { ...edv, scope: 'other papillary convention' }, ...rest]
  const { children } = reportContent({ ...signedRead, measurements: both }, (what) => what)
  const groups = children.flatMap((item) => (item.type === 'CONTAINER' ? (item.children ?? []) : []))
  const names = groups.flatMap(({ children: below = [] }) =>
    below.flatMap((item) => (item.type === 'TEXT' && item.concept.value === '112039' ? [item.text] : [])),
  )
  expect(names.slice(0, 3)).toEqual([
    'Left ventricle',
    'Left ventricle, other papillary convention',
    'Patient and rhythm',
  ])
})

it('says of each number the convention for papillary muscles that it was made with', () => {
  const [edv, ...rest] = signedRead.measurements
  if (!edv || !('value' in edv)) throw new Error('the first measurement is EDV')
  const both = [edv, { ...edv, scope: 'papillaries as mass', papillaries: 'mass' as const }, ...rest]
  const read = readBack(reportOf({ ...signedRead, measurements: both }))
  expect(read.measurements.filter(({ quantity }) => quantity === 'lv-edv')).toMatchObject([
    { quantity: 'lv-edv', scope: undefined, papillaries: 'cavity' },
    { quantity: 'lv-edv', scope: 'papillaries as mass', papillaries: 'mass' },
  ])
  expect(measuredIn(read, 'lv-mass-ed')?.papillaries).toBe('cavity')
  expect(measuredIn(read, 'heart-rate')?.papillaries).toBeUndefined()
})

it('says for every volume the images of its phase that carry contours', () => {
  const edv = measuredIn(readBack(written), 'lv-edv')
  expect(edv?.images.map((image) => image.sopInstanceUid)).toEqual(['2.25.201', '2.25.211'])
  expect(measuredIn(readBack(written), 'lv-ef')?.images).toHaveLength(4)
})

it('comes back with every contour to within half of the last place of a 32-bit float', () => {
  const { contours } = readBack(written)
  expect(contours).toHaveLength(signedRead.contours.length)
  contours.forEach((contour, i) => {
    const drawn = signedRead.contours[i]
    expect(contour).toMatchObject({ border: drawn?.border, closed: true, origin: 'drawn' })
    expect(contour.image.sopInstanceUid).toBe(drawn?.image.sopInstanceUid)
    expect(contour.points).toEqual(
      drawn?.points.map(([x, y]) => [Math.fround(x + 0.5) - 0.5, Math.fround(y + 0.5) - 0.5]),
    )
  })
})

it('stores contours half a pixel on, for the corner of a pixel and not its centre is the origin', () => {
  const { children } = readReport(written).content
  const polylines = JSON.stringify(children).match(/"points":\[\[([^,]+),([^\]]+)\]/)
  expect(Number(polylines?.[1])).toBeCloseTo(40.3 + 12 + 0.5, 5)
  expect(Number(polylines?.[2])).toBeCloseTo(38.7 + 0.5, 5)
})

it('keeps who, when, why, by which rules and from which log', () => {
  expect(readBack(written)).toMatchObject({
    read: signedRead.read,
    version: 1,
    head: signedRead.head,
    reader: 'R01',
    signedAt: signedRead.signedAt,
    meaning: 'Reading completed',
    application: 'midwall 0.1.0',
    protocol: 'CMR-TRIAL-01 1',
    base: 'reader-slices',
    papillaries: 'cavity',
    ed: 1,
    es: 0,
    quality: 'moderate',
    rhythm: 'ectopy',
    comments: signedRead.comments,
  })
})

it('keeps the content hash of every image, and apart the slices seen and those taken to be without the ventricle', () => {
  const { images } = readBack(written)
  expect(
    images.map(({ sopInstanceUid, sha256, slice, phase, empty, assumedEmpty }) => [
      sopInstanceUid,
      sha256,
      slice,
      phase,
      empty,
      assumedEmpty,
    ]),
  ).toEqual(
    signedRead.images.map((image) => [
      image.sopInstanceUid,
      image.sha256,
      image.slice,
      image.phase,
      image.empty,
      image.assumedEmpty,
    ]),
  )
})

it('can say that a study is not evaluable, and why, without a single number', () => {
  const { stack: _, quality: __, rhythm: ___, ...rest } = signedRead
  const bytes = reportOf(
    { ...rest, measurements: [], contours: [], images: [], notEvaluable: 'no cine of the heart' },
    { evidence: [] },
  )
  expect(readBack(bytes)).toMatchObject({
    notEvaluable: 'no cine of the heart',
    measurements: [],
    quality: undefined,
  })
  if (hasValidators) expect(dciodvfyErrors(bytes)).toEqual([])
})

it('refers to one frame of an image of several frames, counted from 1 in the file and from 0 here', () => {
  const images = signedRead.images.map((image) => ({
    ...image,
    sopInstanceUid: '2.25.777',
    frame: image.phase ?? 0,
    frames: 2,
  }))
  const contours = signedRead.contours
    .slice(0, 1)
    .map((contour) => ({ ...contour, image: { sopInstanceUid: '2.25.777', frame: 1 } }))
  const bytes = reportOf({ ...signedRead, images: images.slice(2, 4), contours })
  expect(readBack(bytes).contours[0]?.image).toEqual({
    sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
    sopInstanceUid: '2.25.777',
    frame: 1,
  })
  if (hasPydicom)
    expect(
      pydicomSays(
        bytes,
        `import json, sys, pydicom
every = pydicom.dcmread(sys.argv[1]).iterall()
print(json.dumps(sorted({int(e.value) for e in every if e.keyword == 'ReferencedFrameNumber'})))`,
      ),
    ).toEqual([1, 2])
})

it('names the report that it replaces, and has UIDs of its own', () => {
  const first = readReport(written)
  const second = reportOf({ ...signedRead, version: 2 }, { replaces: first })
  const { sopInstanceUid, seriesInstanceUid, predecessor } = readReport(second)
  expect(predecessor).toBe(first.sopInstanceUid)
  expect([sopInstanceUid, seriesInstanceUid]).not.toContain(first.sopInstanceUid)
  if (hasValidators) expect(dciodvfyErrors(second)).toEqual([])
})

it('is the same file whenever it is written from the same read', () => {
  expect(reportOf(signedRead)).toEqual(written)
})

it('does not take the measurement of another for ours when its unit is another', () => {
  const content = reportContent(signedRead, (what) => uidOf(what))
  const inLitres = JSON.parse(
    JSON.stringify(content).replaceAll('"value":"mL"', '"value":"L"'),
  ) as typeof content
  const read = understandReport(inLitres)
  expect(read.notUnderstood.map(({ value }) => value)).toEqual(['8821-1', '8823-7', '90096001'])
  expect(measuredIn(read, 'lv-edv')).toBeUndefined()
})

it('keeps what the source says of its de-identification beside what a person attested', () => {
  const { attributes } = sourceAttributes(
    sourceImage({ PatientIdentityRemoved: undefined, DeidentificationMethod: 'site script 7' }),
    'public\\CC0 set',
  )
  expect(attributes).toMatchObject({
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: 'site script 7\\Attested at import: public/CC0 set',
  })
})

describe('a valve whose plane is missing', () => {
  const scope = 'method:plane-clipped/cavity'
  const of = (quantity: 'lv-edv' | 'rv-edv', unmeasured: UnmeasuredReason) =>
    ({ quantity, scope, unmeasured, detail: '0 points of the valve make no plane' }) as const
  const missing: SignedRead = {
    ...signedRead,
    measurements: [of('lv-edv', 'valve-plane-missing'), of('rv-edv', 'tricuspid-plane-missing')],
  }

  it('is coded as the one that it is', () => {
    const text = JSON.stringify(reportContent(missing, (what) => what))
    expect(text).toContain(
      '"value":"no-valve-plane","scheme":"99MIDWALL","meaning":"Mitral valve plane is missing"',
    )
    expect(text).toContain(
      '"value":"no-tricuspid","scheme":"99MIDWALL","meaning":"Tricuspid valve plane is missing"',
    )
    expect(
      readBack(reportOf(missing)).measurements.map(({ quantity, ...m }) => [
        quantity,
        'unmeasured' in m && m.unmeasured,
      ]),
    ).toEqual([
      ['lv-edv', 'valve-plane-missing'],
      ['rv-edv', 'tricuspid-plane-missing'],
    ])
  })

  it('is read as before in a report that knew one code for both', () => {
    const earlier = reportOf({ ...missing, measurements: [of('rv-edv', 'valve-plane-missing')] })
    expect(readBack(earlier).measurements[0]).toMatchObject({ unmeasured: 'valve-plane-missing' })
  })

  validating(`has no error that dciodvfy knows${skippedValidating}`, () => {
    expect(dciodvfyErrors(reportOf(missing))).toEqual([])
  })
})
