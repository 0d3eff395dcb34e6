/** What analyses need and no image says: entered in a read, or given with the order for an analysis. */
import { z } from 'zod'
import { publishedFormulas } from '#analysis/mapping/haematocrit.ts'
import { ethnicities } from '#analysis/ranges/table.ts'
import { territories } from '#analysis/segments/territories.ts'

export const givenValues = {
  /** fraction, of a blood sample */
  haematocrit: z.number().exactOptional(),
  /** instead of a blood sample */
  haematocritFormula: z.enum(publishedFormulas).exactOptional(),
  /** r1 of the contrast agent, L/mmol/s; without it perfusion is semi-quantitative */
  relaxivity: z.number().positive().max(100).exactOptional(),
  /** ms from the saturation pulse to the centre of k-space; that of the headers when absent */
  saturationTime: z.number().positive().max(10_000).exactOptional(),
  /** /min and mmHg during the first pass at rest: its flow is told at a standard work too */
  restWork: z
    .object({ heartRate: z.number().positive(), systolicPressure: z.number().positive() })
    .exactOptional(),
  /** first passes that were of a small dose, and how many times as much the main bolus was */
  preBolus: z
    .object({ series: z.array(z.string().min(1).max(64)).min(1), doseRatio: z.number().positive() })
    .exactOptional(),
  /** segments that another artery than usual supplies in this patient, by AHA number */
  territories: z
    .record(z.string().regex(/^(?:[1-9]|1[0-7])$/, 'a segment is a number from 1 to 17'), z.enum(territories))
    .exactOptional(),
  /** the raw images of a map are moved into place before they are fitted; they are fitted as they are when absent */
  mapMotion: z.literal('corrected').exactOptional(),
  /** years at the exam, and sex: where registry and images do not say it, or to be held against them */
  age: z.number().min(0).max(130).exactOptional(),
  sex: z.enum(['M', 'F']).exactOptional(),
  /** that reference ranges are told apart by; no image says it */
  ethnicity: z.enum(ethnicities).exactOptional(),
}
