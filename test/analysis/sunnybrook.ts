/** The two real patients of the reference data: headers, and the expert polygons as a contour file. */
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ContourFile, FiledContour } from '#analysis/contours/file.ts'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { inspect } from '#dicom/inspect.ts'

export const patients = ['SCD0000101_SC-HF-I-1', 'SCD0000401_SC-HF-I-5'] as const
export type Patient = (typeof patients)[number]

/** What was computed from the same polygons by other code. */
export interface Reference {
  readonly slice_spacing_mm_from_IPP: number
  readonly slices_total: number
  readonly phases: number
  readonly ed_phase_0based: number
  readonly es_phase_0based: number
  readonly EDV_ml: number
  readonly ESV_ml: number
  readonly EF_pct: number
  readonly LV_mass_g_ED_1p05: number
  readonly HeartRate_tag: string
  readonly endo_area_mm2: Readonly<Record<string, number>>
}

export function reference(shared: string, patient: Patient): Reference {
  const path = resolve(shared, 'data/sunnybrook/dicom/reference_from_expert_contours.json')
  const all = JSON.parse(readFileSync(path, 'utf8')) as { patients: Record<string, Reference> }
  const found = all.patients[patient]
  if (found === undefined) throw new Error(`no reference for ${patient}`)
  return found
}

/** Facts of every file under a folder, by the number in its name. */
export function factsIn(folder: string): Map<string, InstanceFacts> {
  const found = new Map<string, InstanceFacts>()
  for (const name of readdirSync(folder).sort()) {
    const inspection = inspect(readFileSync(resolve(folder, name)), { project: { protocolId: 'SCD' } })
    if (inspection.kind === 'image') found.set(name.replace(/\.dcm$/, ''), inspection.facts)
  }
  return found
}

export const cineFolder = (shared: string, patient: Patient): string =>
  resolve(shared, 'data/sunnybrook/dicom', patient, 'dicom')

export const scoutFolder = (shared: string): string =>
  resolve(shared, 'data/sunnybrook/localizers/SCD0000101/Localizers_1')

/** `IM-0001-0048-icontour-manual.txt` belongs to `48.dcm`. */
export function expertContours(
  shared: string,
  patient: Patient,
  files: ReadonlyMap<string, InstanceFacts>,
): ContourFile {
  const contours = [
    ['i-contours', 'lv-endocardial'],
    ['o-contours', 'lv-epicardial'],
  ].flatMap(([folder = '', border = '']) => {
    const path = resolve(shared, 'data/sunnybrook/dicom', patient, folder)
    return readdirSync(path).map((name): FiledContour => {
      const number = String(Number(name.split('-')[2]))
      const file = files.get(number)
      if (file === undefined) throw new Error(`${name} has no image`)
      const lines = readFileSync(resolve(path, name), 'utf8').trim().split('\n')
      const points = lines.map((line) => line.trim().split(/\s+/).map(Number))
      return { sopInstanceUid: file.sopInstanceUid, border, space: 'pixel', points }
    })
  })
  const [first] = files.values()
  return { format: 'midwall-contours/1', study: first?.studyUid ?? '', papillaries: 'cavity', contours }
}
