/**
 * The methods of regional function by the names and versions that are recorded with their numbers. What decides which
 * part a number is about, the variant of the sectors and the rule of the levels, belongs to the name.
 */
import type { Method } from '../measurements/measurement.ts'
import type { LevelRule } from './levels.ts'
import type { SectorVariant } from './sectors.ts'

export const thicknessMethods = ['centreline', 'laplace'] as const
export type ThicknessMethod = (typeof thicknessMethods)[number]

export const regionalFunctionVersion = '1'

export const regionalMethod = (
  thickness: ThicknessMethod,
  variant: SectorVariant,
  rule: LevelRule | 'no-levels',
): Method => ({ method: `${thickness}/${variant}/${rule}`, version: regionalFunctionVersion })

/** The cavity across, from the middle of the septum to the wall opposite, between the basal and the mid level. */
export const septalDiameter: Method = { method: 'septal-diameter/chordal-slice', version: '1' }

/** From the tip of the cavity to the epicardium, along the long axis, mean over long-axis views. */
export const apicalCap: Method = { method: 'apical-cap/long-axis-mean', version: '1' }
