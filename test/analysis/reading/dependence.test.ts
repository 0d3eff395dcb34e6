/** What each analysis rests on: made on that part alone it is what it is on the whole examination. */
import { describe, expect, it } from 'vitest'
import type { Contour } from '#analysis/contours/contour.ts'
import type { Examination } from '#analysis/examination/examination.ts'
import { flowTasks } from '#analysis/examination/flow.ts'
import { mappingParameters, mappingTask } from '#analysis/examination/mapping.ts'
import { perfusionTasks } from '#analysis/examination/perfusion.ts'
import { scarTask } from '#analysis/examination/scar.ts'
import { runSegments } from '#analysis/examination/segments.ts'
import { strainTasks } from '#analysis/examination/strain.ts'
import { volumesOf } from '#analysis/examination/volumes.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import { basisText, changedParts, givenFor, restsOn } from '#analysis/reading/dependence.ts'
import { placesIn } from '#analysis/volumes/grid.ts'
import { studiesOnDisk } from '../examination/studies.ts'

const { examination } = studiesOnDisk()('whole', {
  preset: 'infarct',
  examination: 'whole',
  vendor: 'siemens',
  seed: 4,
  small: true,
  project: 'P',
  site: 'S',
  subject: 'U',
  studyDate: '20250101',
})

describe('an analysis on the part that it rests on', () => {
  it('has the very volumes and regional function of the whole examination', () => {
    expect(volumesOf(restsOn('volumes', examination))).toEqual(volumesOf(examination))
    expect(runSegments(restsOn('segments', examination))).toEqual(runSegments(examination))
  })

  it('has the very tasks of strain, scar, perfusion, maps and flow', () => {
    expect(strainTasks(restsOn('strain', examination))).toEqual(strainTasks(examination))
    expect(scarTask(restsOn('scar', examination))).toEqual(scarTask(examination))
    expect(perfusionTasks(restsOn('perfusion', examination))).toEqual(perfusionTasks(examination))
    for (const parameter of mappingParameters)
      expect(mappingTask(restsOn(`mapping/${parameter}`, examination), parameter)).toEqual(
        mappingTask(examination, parameter),
      )
    expect(flowTasks(restsOn('flow/*', examination))).toEqual(flowTasks(examination))
  })

  it('is refused for a name that nobody knows', () => {
    expect(() => restsOn('aura', examination)).toThrow('nobody knows what aura rests on')
  })
})

const records = [
  'volumes',
  'segments',
  'strain',
  'scar',
  'perfusion',
  'mapping/t1-native',
  'mapping/t2',
  'mapping/ecv',
  'flow/aorta',
  'flow/relations',
  'ranges',
] as const

/** Records whose basis is another one in a changed examination. */
const touchedBy = (change: (before: Examination) => Examination, base = examination): string[] =>
  records.filter((record) => {
    const [before, after] = [restsOn(record, base), restsOn(record, change(base))]
    const touched = basisText(before) !== basisText(after)
    expect(changedParts(before, after).length > 0).toBe(touched)
    return touched
  })

const onRole = (role: SeriesRole, { image }: Contour): boolean =>
  examination.stacks.some((stack) => stack.role === role && placesIn(stack).has(imageKeyText(image)))
const edited =
  (role: SeriesRole, border: Contour['border'], phase?: number) =>
  (before: Examination): Examination => {
    const found = before.contours.find((contour) => {
      const place = examination.stacks
        .filter((stack) => stack.role === role)
        .map((stack) => placesIn(stack).get(imageKeyText(contour.image)))
        .find((one) => one !== undefined)
      return (
        contour.border === border && onRole(role, contour) && (phase === undefined || place?.[1] === phase)
      )
    })
    if (!found) throw new Error(`no ${border} on ${role}`)
    const moved = { ...found, points: found.points.map(([x, y]) => [x + 0.2, y] as const) }
    return { ...before, contours: before.contours.map((one) => (one === found ? moved : one)) }
  }

describe('a change', () => {
  const { ed, es } = examination.phases
  /** as a reader marks the septum: once. A border beside a mark tells where the septum lies */
  const marked = {
    ...examination,
    landmarks: examination.landmarks.filter(
      ({ image }) =>
        !examination.stacks.some((stack) => placesIn(stack).get(imageKeyText(image))?.[1] === es),
    ),
  }

  it('at end-diastole touches what takes the septum and the long axis from there; at end-systole less', () => {
    expect(touchedBy(edited('cine-sax', 'lv-epicardial', ed))).toEqual(
      records.filter((record) => record !== 'flow/aorta'),
    )
    expect(touchedBy(edited('cine-sax', 'lv-epicardial', es), marked)).toEqual([
      'volumes',
      'segments',
      'flow/relations',
      'ranges',
    ])
  })

  it('of the right ventricle touches volumes and what is read from them', () => {
    expect(touchedBy(edited('cine-sax', 'rv-endocardial'))).toEqual(['volumes', 'flow/relations', 'ranges'])
  })

  it('on the images of one analysis touches that alone', () => {
    expect(touchedBy(edited('lge-sax', 'lv-endocardial'))).toEqual(['scar'])
    expect(touchedBy(edited('flow-phase', 'vessel'))).toEqual(['flow/aorta', 'flow/relations'])
  })

  it('of the papillary rule touches volumes, and what is given only those that take it', () => {
    expect(touchedBy((before) => ({ ...before, papillaries: 'mass' }))).toEqual([
      'volumes',
      'flow/relations',
      'ranges',
    ])
    const given = { haematocrit: 0.4, relaxivity: 4.5, person: { given: { age: 50 } } }
    expect(givenFor('strain', given)).toEqual({})
    expect(givenFor('mapping/ecv', given)).toEqual({ haematocrit: 0.4 })
    expect(givenFor('mapping/t2', given)).toEqual({})
    expect(givenFor('perfusion', given)).toEqual({ relaxivity: 4.5 })
    expect(givenFor('ranges', given)).toEqual({ person: { given: { age: 50 } } })
  })

  it('of how maps are made touches maps and ECV alone', () => {
    const corrected = { ...examination, mapMotion: 'corrected' } as const
    const touched = records.filter(
      (record) => changedParts(restsOn(record, examination), restsOn(record, corrected)).length > 0,
    )
    expect(touched).toEqual(['mapping/t1-native', 'mapping/t2', 'mapping/ecv'])
    expect(givenFor('mapping/t2', { mapMotion: 'corrected', haematocrit: 0.4 })).toEqual({
      mapMotion: 'corrected',
    })
  })
})
