/** When in a beat, and how thick, the pictures are that show the heart at rest. */
import { mm } from '../units/units.ts'

/** Diastasis, as a fraction of the RR interval: scouts, late enhancement, first pass and maps are taken in it. */
export const stillTime = 0.75

export const scoutThickness = mm(8)
