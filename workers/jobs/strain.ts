/** Strain from slices and views that were followed. */
import { unpacked } from '#analysis/examination/packed.ts'
import { type AssembledStrain, assembledStrain } from '#analysis/examination/strain.ts'
import type { StrainParts } from '#contract/analysis-jobs.ts'

export const strain = ({ examination, plan, tracked }: StrainParts): AssembledStrain =>
  assembledStrain(unpacked(examination), plan, tracked)
