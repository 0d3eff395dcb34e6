/** Curves through time and patterns of enhancement, as `midwall analyse` prints them beside its numbers. */
import { z } from 'zod'
import { firstPassCurves } from '#analysis/examination/curves.ts'
import { scarPatterns } from '#analysis/scar/pattern.ts'
import { curveKinds } from '#analysis/strain/named.ts'

export const curveSchema = z.strictObject({
  /** strain of contours (g..) and of segments (e..): circumferential, radial, longitudinal; of a vessel; of a first pass */
  name: z.enum([...curveKinds, 'flow-rate', 'flow-v-mean', 'vessel-area', ...firstPassCurves]),
  scope: z.string().exactOptional(),
  /** 1 of a signal, which has the arbitrary scale of its images */
  unit: z.enum(['%', 'mL/s', 'cm/s', 'mm2', '1', 'mmol/L']),
  /** ms after the R wave, of a first pass after its first dynamic; one for each value */
  times: z.array(z.number()).readonly(),
  values: z.array(z.number()).readonly(),
})

export const patternSchema = z.strictObject({
  /** of the threshold: '5-sd', 'fwhm-remote' */
  method: z.string().min(1),
  segment: z.number().int().min(1).max(17),
  pattern: z.enum(scarPatterns),
})
