/** What the reading room may see of a subject: the registry's field first, then DICOM's. */
import type { PatientFacts } from '#analysis/protocol/facts.ts'
import type { SharedStudy } from '#contract/project-api.ts'
import type { ClinicalView } from '#contract/views.ts'
import type { RegistryPatient } from '../reads/study.ts'

type Registry = SharedStudy['clinical']

/** As the numbers of a read take it. */
export function registryPatient({ sex, age, heightCm, weightKg, bsa }: Registry = {}): RegistryPatient {
  const size = {
    ...(heightCm === undefined ? {} : { heightCm }),
    ...(weightKg === undefined ? {} : { weightKg }),
    ...(bsa === undefined ? {} : { bsa }),
  }
  return {
    ...(Object.keys(size).length === 0 ? {} : { size }),
    person: { ...(sex === undefined ? {} : { sex }), ...(age === undefined ? {} : { age }) },
  }
}

export function clinicalView(registry: Registry = {}, patient: PatientFacts = {}): ClinicalView {
  const sex = registry.sex ?? patient.sex
  const age = registry.age ?? patient.age
  return {
    ...(sex === undefined ? {} : { sex }),
    ...(age === undefined ? {} : { age }),
    ...(registry.heartRate === undefined ? {} : { heartRate: registry.heartRate }),
    ...bodySize(registry, patient),
  }
}

/**
 * Height, weight and body surface as the indices are made with them: of the first source that says enough, so
 * that what is shown beside an index is what it rests on; of both only where neither does.
 * @source definitions in workers/analysis/README.md, "Body size"
 */
function bodySize(
  { heightCm, weightKg, bsa }: Registry,
  patient: PatientFacts,
): Pick<ClinicalView, 'heightCm' | 'weightKg' | 'bsa' | 'bodySizeSource'> {
  const registry = {
    ...(heightCm === undefined ? {} : { heightCm }),
    ...(weightKg === undefined ? {} : { weightKg }),
    ...(bsa === undefined ? {} : { bsa }),
  }
  const dicom = {
    ...(patient.heightCm === undefined ? {} : { heightCm: patient.heightCm }),
    ...(patient.weight === undefined ? {} : { weightKg: patient.weight }),
  }
  if (bsa !== undefined || (heightCm !== undefined && weightKg !== undefined))
    return { ...registry, bodySizeSource: 'registry' }
  if (patient.heightCm !== undefined && patient.weight !== undefined)
    return { ...dicom, bodySizeSource: 'dicom' }
  const together = { ...dicom, ...registry }
  if (Object.keys(together).length === 0) return {}
  return { ...together, bodySizeSource: Object.keys(dicom).length === 0 ? 'registry' : 'dicom' }
}
