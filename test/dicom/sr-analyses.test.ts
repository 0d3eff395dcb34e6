/** What analyses found, through the bytes of a structured report and back. */
import { expect, it } from 'vitest'
import { contourKeyOf, contourKeyText } from '#analysis/contours/contour.ts'
import type { Measurement } from '#analysis/measurements/measurement.ts'
import { reportContent } from '#analysis/report/content.ts'
import { scaleCodes } from '#analysis/report/score-codes.ts'
import type { ReportedAnalysis, ReportedFile, SignedRead } from '#analysis/report/source.ts'
import type { StatedRead } from '#analysis/report/stated/report.ts'
import { identityInResult } from '../../main/services/reads/identity.ts'
import { evidence, mrImage, signedRead, sopInstanceUid } from './signed-read.ts'
import { readBack, reportOf as writtenReport } from './signed-report.ts'
import {
  dciodvfyErrors,
  hasPydicom,
  hasValidators,
  noPydicom,
  noValidators,
  pydicomSays,
} from './validators.ts'

const strain = { method: 'registration-tracking', version: '2', warnings: [] } as const
const map: ReportedFile = {
  sopClassUid: mrImage,
  sopInstanceUid: '2.25.900',
  seriesUid: '2.25.901',
  sha256: 'b'.repeat(64),
}
const cine: ReportedFile = {
  sopClassUid: mrImage,
  sopInstanceUid: sopInstanceUid(0, 0),
  seriesUid: '2.25.1002',
  sha256: '0'.repeat(64),
}

const analyses: readonly ReportedAnalysis[] = [
  {
    analysis: 'mapping/t1-native',
    method: 'molli-look-locker',
    version: '1',
    options: { erosion: 0.2, least: { pixels: 6 }, stages: ['a', null, true] },
    measurements: [
      {
        quantity: 't1-native',
        scope: 'segment:8',
        value: 987.6543210987654,
        unit: 'ms',
        method: 'molli-look-locker',
        version: '1',
        warnings: ['12 of 80 pixels do not fit'],
      },
      {
        quantity: 't1-native-pixels',
        scope: 'segment:8',
        value: 68,
        unit: '1',
        method: 'count',
        version: '3',
        warnings: [],
      },
      { quantity: 't1-native', scope: 'segment:17', unmeasured: 'too-few-pixels', detail: '2 of 6' },
    ],
    warnings: ['slice 2 of 3 moved by 1.4 pixels'],
    images: [map],
  },
  {
    analysis: 'strain',
    ...strain,
    options: {},
    measurements: [
      { quantity: 'gls-peak', scope: 'view:4ch layer:endocardial', value: -17.25, unit: '%', ...strain },
    ],
    images: [cine],
  },
]
const analysed: SignedRead = {
  ...signedRead,
  analyses,
  leftOut: [{ analysis: 'scar', why: 'it was made before the read was changed' }],
}

/** With the map that is no image of the read. */
const reportOf = (read: SignedRead): Uint8Array =>
  writtenReport(read, {
    evidence: [
      ...evidence,
      { sopClassUid: mrImage, sopInstanceUid: map.sopInstanceUid, seriesInstanceUid: map.seriesUid },
    ],
  })
const written = reportOf(analysed)

/** As it was recorded, out of what a report says. */
const plain = (stated: StatedRead['analyses'][number]['measurements'][number]): object => {
  const { images: _, papillaries: __, scope, ...rest } = stated
  return scope === undefined ? rest : { ...rest, scope }
}

it('brings back every analysis: method, version, options, warnings, images and every number bit for bit', () => {
  const { analyses: stated } = readBack(written)
  expect(stated).toHaveLength(2)
  stated.forEach((one, k) => {
    const recorded = analyses[k]
    expect(one).toMatchObject({
      analysis: recorded?.analysis,
      method: recorded?.method,
      version: recorded?.version,
      warnings: recorded?.warnings,
    })
    expect(JSON.parse(one.options ?? '')).toEqual(recorded?.options)
    expect(one.measurements.map(plain)).toEqual(recorded?.measurements)
    expect(one.images.map((image) => image.sopInstanceUid)).toEqual(
      recorded?.images.map((image) => image.sopInstanceUid),
    )
  })
})

it('keeps the numbers of analyses apart from those of the read, and understands all of them', () => {
  const { measurements, notUnderstood } = readBack(written)
  expect(measurements).toHaveLength(signedRead.measurements.length)
  expect(notUnderstood).toEqual([])
})

it('lists every image of an analysis once with its content hash, beside those that were drawn on', () => {
  const { images } = readBack(written)
  expect(images).toHaveLength(signedRead.images.length + 1)
  expect(images.at(-1)).toMatchObject({
    sopInstanceUid: map.sopInstanceUid,
    sha256: map.sha256,
    slice: undefined,
    phase: undefined,
  })
})

it('names an analysis that was left out, and why', () => {
  expect(readBack(written).leftOut).toEqual(['scar: it was made before the read was changed'])
  expect(readBack(reportOf(signedRead)).leftOut).toEqual([])
})

it('says once what an analysis found again, and twice what it found otherwise', () => {
  const [edv, esv] = signedRead.measurements
  const mass = signedRead.measurements.find(({ quantity }) => quantity === 'lv-mass-es')
  if (!edv || !esv || !mass || !('value' in esv)) throw new Error('EDV, ESV and mass are measured')
  const otherEsv: Measurement = { ...esv, value: 64 }
  const clipped: Measurement = { ...esv, scope: 'method:plane-clipped/cavity' }
  const otherReason: Measurement = { quantity: 'lv-mass-es', unmeasured: 'no-contours' }
  const volumes: ReportedAnalysis = {
    analysis: 'volumes',
    method: 'chamber-volumes',
    version: '1',
    options: {},
    measurements: [edv, otherEsv, clipped, mass, otherReason],
    warnings: [],
    images: [],
  }
  const [stated] = readBack(reportOf({ ...signedRead, analyses: [volumes] })).analyses
  expect(stated?.measurements.map(plain)).toMatchObject([otherEsv, clipped, otherReason])
  const counterparts = readBack(reportOf({ ...signedRead, analyses: [volumes] })).measurements
  expect(counterparts).toHaveLength(signedRead.measurements.length)
})

it('says of each group which part of the heart it is about, where one can say it', () => {
  const { children } = reportContent(analysed, (what) => what)
  const groups = JSON.stringify(children).split('"concept":{"value":"125007"').slice(1)
  const strainGroup = groups.find((group) => group.includes('Analysis strain'))
  expect(strainGroup).toContain('"49848007"')
  const aorta = { ...(analyses[1] as ReportedAnalysis), analysis: 'flow/aorta' }
  const flow = JSON.stringify(reportContent({ ...signedRead, analyses: [aorta] }, (what) => what))
  expect(flow.split('Analysis flow/aorta')[1]?.split('125007')[0]).not.toContain('"49848007"')
})

it('says the AHA segment of a number as a code too, where it is about one', () => {
  const number = (scope?: string): Measurement => ({
    quantity: 't2',
    ...(scope === undefined ? {} : { scope }),
    unmeasured: 'no-images',
  })
  const sited = (scope?: string) => {
    const one = { ...(analyses[0] as ReportedAnalysis), measurements: [number(scope)] }
    const text = JSON.stringify(reportContent({ ...signedRead, analyses: [one] }, (what) => what))
    const [, after = ''] = text.split('"concept":{"value":"t2"')
    return /"value":"363698007".*?"code":\{"value":"(\d+)","scheme":"SCT","meaning":"([^"]+)"/.exec(
      after.split('"type":"CONTAINER"')[0] ?? '',
    )?.[2]
  }
  expect(sited('segment:1')).toBe('Left ventricle basal anterior segment')
  expect(sited('state:stress segment:8 layer:endocardial')).toBe('Left ventricle mid anteroseptal segment')
  expect(sited('segment:16')).toBe('left ventricle apical lateral segment')
  expect(sited('segment:17')).toBe('apex of left ventricle')
  for (const other of [undefined, 'slice:1', 'segment:18', 'segment:0', 'region:segment:4x'])
    expect(sited(other)).toBeUndefined()
})

it('states nobody’s identity: options and warnings are no prose that could hold a name', () => {
  expect(identityInResult(written, 'CMR-TRIAL-01')).toBeUndefined()
})

it.skipIf(!hasValidators)(
  `has no error that dciodvfy knows${hasValidators ? '' : ` (skipped: ${noValidators})`}`,
  () => {
    expect(dciodvfyErrors(written)).toEqual([])
  },
)

it.skipIf(!hasPydicom)(
  `gives pydicom the segment and the value${hasPydicom ? '' : ` (skipped: ${noPydicom})`}`,
  () => {
    const said = pydicomSays(
      written,
      `import json, sys, pydicom
found = []
def walk(items):
    for item in items:
        if item.ValueType == 'NUM' and item.ConceptNameCodeSequence[0].CodeValue == 't1-native':
            scope = [i.TextValue for i in item.ContentSequence if i.ConceptNameCodeSequence[0].CodeValue == 'scope']
            value = [(float(m.NumericValue), m.MeasurementUnitsCodeSequence[0].CodeValue) for m in item.MeasuredValueSequence]
            found.append([scope, value])
        walk(item.get('ContentSequence', []))
walk(pydicom.dcmread(sys.argv[1]).ContentSequence)
print(json.dumps(found))`,
    )
    expect(said).toEqual([
      [['segment:8'], [[987.654321098765, 'ms']]],
      [['segment:17'], []],
    ])
  },
)

it('says what segments were scored, each on its scale, and that names nobody', () => {
  const scale = { name: 'scmr-registry-motion', version: '1' }
  const scores = [
    { segment: 7, scale, grade: 'akinesis' },
    { segment: 8, scale, grade: 'not assessable' },
  ]
  const own = { segment: 3, scale: { name: 'project-scale', version: '2' }, grade: 'grade 4' }
  const bytes = writtenReport({ ...signedRead, scores: [...scores, own] })
  const { scores: read, otherScores } = readBack(bytes)
  expect(read).toEqual(scores)
  expect(otherScores).toEqual(['project-scale 2, segment 3: grade 4'])
  expect(identityInResult(bytes, 'CMR-TRIAL-01')).toBeUndefined()
  if (hasValidators) expect(dciodvfyErrors(bytes)).toEqual([])
})

it('says every grade of every scale by a code of its own, segment by segment', () => {
  const scores = scaleCodes.flatMap(({ scale: { name, version }, grades }) =>
    [...grades.keys()].map((grade, k) => ({ segment: 1 + (k % 17), scale: { name, version }, grade })),
  )
  expect(readBack(writtenReport({ ...signedRead, scores })).scores).toEqual(scores)
})

it('says what was answered to the protocol, and why something was not done', () => {
  const answers = { 'apical-thrombus': 'yes', diameter: 12.5 }
  const waived = { t2star: 'no breath hold was possible' }
  const bytes = writtenReport({ ...signedRead, answers, waived })
  expect(readBack(bytes)).toMatchObject({ answers, waived })
  if (hasValidators) expect(dciodvfyErrors(bytes)).toEqual([])
})

it('says how each contour came to be, and who let stand what nobody drew', () => {
  const [first, ...rest] = signedRead.contours
  if (first === undefined) throw new Error('the read has contours')
  const computed = { ...first, origin: 'interpolated' } as const
  const accepted = { [contourKeyText(contourKeyOf(computed))]: 'R02' }
  const bytes = writtenReport({ ...signedRead, contours: [computed, ...rest], accepted })
  const said = readBack(bytes).contours.map((contour) => [contour.origin, contour.accepted])
  expect(said).toEqual([['interpolated', 'R02'], ...rest.map(({ origin }) => [origin, undefined])])
  if (hasValidators) expect(dciodvfyErrors(bytes)).toEqual([])
})
