/** Real patients with expert contours on disk, and how near a reading must come to what the experts measured. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { type ContourFile, contourFileSchema } from '#contract/contour-file.ts'
import {
  cineFolder,
  expertContours,
  factsIn,
  type Patient,
  type Reference,
  reference,
} from '../analysis/sunnybrook.ts'
import { type CommandLine, numberOf, type Volumes } from './midwall.ts'

export const attested = ['--attest', 'public CC0 set'] as const

export interface ExpertRead {
  /** folder of the files, N.dcm */
  readonly images: string
  /** of each file, by its number */
  readonly facts: ReadonlyMap<string, InstanceFacts>
  readonly contours: ContourFile
  readonly truth: Reference
}

export function expertRead(shared: string, patient: Patient): ExpertRead {
  const images = cineFolder(shared, patient)
  const facts = factsIn(images)
  return {
    images,
    facts,
    contours: contourFileSchema.parse(expertContours(shared, patient, facts)),
    truth: reference(shared, patient),
  }
}

export function writeContours({ folder }: CommandLine, contours: ContourFile, name = 'contours'): string {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify(contours))
  return path
}

export function expectExpertVolumes(volumes: Volumes, truth: Reference): void {
  const share = (quantity: string, expected: number): number =>
    Math.abs(numberOf(volumes, quantity) / expected - 1)
  expect(share('lv-edv', truth.EDV_ml)).toBeLessThan(0.005)
  expect(share('lv-esv', truth.ESV_ml)).toBeLessThan(0.005)
  expect(share('lv-mass-ed', truth.LV_mass_g_ED_1p05)).toBeLessThan(0.005)
  expect(Math.abs(numberOf(volumes, 'lv-ef') - truth.EF_pct)).toBeLessThan(0.2)
}
