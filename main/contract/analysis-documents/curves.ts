/** Curves through the beat and patterns of enhancement, as `midwall analyse` prints them beside its numbers. */
import { z } from 'zod'
import { scarPatterns } from '#analysis/scar/pattern.ts'
import { curveKinds } from '#analysis/strain/named.ts'

export const curveSchema = z.strictObject({
  /** strain of contours (g..) and of segments (e..): circumferential, radial, longitudinal; or of a vessel */
  name: z.enum([...curveKinds, 'flow-rate', 'flow-v-mean', 'vessel-area']),
  scope: z.string().exactOptional(),
  unit: z.enum(['%', 'mL/s', 'cm/s', 'mm2']),
  /** ms after the R wave, one for each value */
  times: z.array(z.number()).readonly(),
  values: z.array(z.number()).readonly(),
})

export const patternSchema = z.strictObject({
  /** of the threshold: '5-sd', 'fwhm-remote' */
  method: z.string().min(1),
  segment: z.number().int().min(1).max(17),
  pattern: z.enum(scarPatterns),
})
