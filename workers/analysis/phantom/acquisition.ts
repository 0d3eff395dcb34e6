/** What a scanner is asked for: slices, phases, pixels. */
import { type Mm, type Ms, mm, ms } from '../units/units.ts'
import type { HeartPreset } from './presets.ts'

export interface Acquisition {
  readonly slices: number
  readonly phases: number
  readonly sliceThickness: Mm
  /** between the slices; spacing is thickness plus gap */
  readonly sliceGap: Mm
  readonly longAxisThickness: Mm
  /** rows and columns of every cine */
  readonly matrix: number
  readonly pixelSpacing: Mm
  readonly scoutSlices: number
  /** pictures of each slice in a first pass */
  readonly dynamics: number
  readonly rr: Ms
}

/** As a core lab's protocol asks: 8 mm slices, 2 mm gap, 25 phases. */
export const clinicalAcquisition: Acquisition = {
  slices: 12,
  phases: 25,
  sliceThickness: mm(8),
  sliceGap: mm(2),
  longAxisThickness: mm(6),
  matrix: 192,
  pixelSpacing: mm(1.5),
  scoutSlices: 3,
  dynamics: 60,
  rr: ms(900),
}

/** The same heart in few, coarse pixels, for tests that need a study and not its looks. */
export const smallAcquisition: Acquisition = {
  ...clinicalAcquisition,
  slices: 7,
  phases: 14,
  sliceThickness: mm(10),
  sliceGap: mm(6),
  matrix: 64,
  pixelSpacing: mm(3.5),
  scoutSlices: 1,
  dynamics: 40,
}

export const sliceSpacing = ({ sliceThickness, sliceGap }: Acquisition): Mm => mm(sliceThickness + sliceGap)

/**
 * Levels of the short-axis slices, mm along the heart's axis, base first. The first one lies above the valve
 * plane at end-diastole on purpose: a reader has to leave it out.
 */
export function sliceLevels(preset: HeartPreset, acquisition: Acquisition): readonly Mm[] {
  const spacing = sliceSpacing(acquisition)
  const top = preset.base + spacing / 2 + 1
  return Array.from({ length: acquisition.slices }, (_, slice) => mm(top - slice * spacing))
}

/** Fraction of the RR interval at which a phase is rendered; phase 0 is end-diastole. */
export const phaseTime = ({ phases }: Acquisition, phase: number): number => phase / phases
