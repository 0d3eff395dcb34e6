/**
 * `truth.json` of `midwall phantom`: what a perfect reader would measure in a synthetic examination. From formulas and
 * integrals alone. Phases and slices count from 0, slices from the base, AHA segments from 1.
 */
import { z } from 'zod'
import { presetNames } from '#analysis/phantom/presets.ts'
import { truthFormat } from '#analysis/phantom/truth-of.ts'
import { number } from './outcome.ts'

/** mL, g, %, mm, degrees, degrees/cm */
const heart = z.strictObject({
  edv: number,
  esv: number,
  ef: number,
  wallVolume: number,
  mass: number,
  papillaryVolume: number,
  /** with the papillaries taken out of the cavity and added to the wall */
  papillariesAsMass: z.strictObject({ edv: number, esv: number, ef: number, mass: number }),
  mapse: number,
  twist: number,
  torsion: number,
  rvEdv: number,
  rvEsv: number,
  rvEf: number,
  laMaximum: number,
  laMinimum: number,
  /** endocardial, %, at end-systole */
  gls: z.strictObject({ '2ch': number, '3ch': number, '4ch': number }),
})

const cine = z.strictObject({
  /** below the valve plane, at the true end-systole */
  heart,
  /** /min */
  heartRate: number,
  edPhase: z.int().nonnegative(),
  /** the pictured phase with the smallest volume */
  esPhase: z.int().nonnegative(),
  phases: z
    .array(
      z.strictObject({
        /** ms after the R wave */
        time: number,
        /** mL */
        lv: number,
        rv: number,
        la: number,
        /** of the valve plane since end-diastole, mm */
        basalDescent: number,
        /** what perfect contours give by `reader-slices`, mL */
        readerSlices: z.strictObject({ cavity: number, wall: number }),
      }),
    )
    .readonly(),
  /** at the two phases, as a read reports it */
  readerSlices: z.strictObject({ edv: number, esv: number, ef: number, massEd: number, massEs: number }),
})

/** mL and g; `scar` counts core and obstruction, `share` is scar of wall in % */
const scarAmount = z.strictObject({
  wall: number,
  scar: number,
  border: number,
  obstruction: number,
  share: number,
  mass: number,
})

const firstPass = z.strictObject({
  /** flow of AHA segments 1 to 16 and of the halves of their wall, mL/min/g */
  segments: z.array(z.strictObject({ mbf: number, endocardial: number, epicardial: number })).readonly(),
  slices: z
    .array(
      z.strictObject({
        /** of each dynamic, ms after the first beat */
        times: z.array(number).readonly(),
        /** in the blood of the left ventricle, mmol/L */
        concentration: z.array(number).readonly(),
        /** of that blood at full coil sensitivity, before noise */
        signal: z.array(number).readonly(),
        /** how far breathing has moved the heart, mm along a row and along a column */
        shifts: z.array(z.tuple([number, number]).readonly()).readonly(),
      }),
    )
    .readonly(),
})

/** ms and % */
const tissue = z.strictObject({ t1Native: number, t1Post: number, t2: number, t2star: number, ecv: number })

export const truthDocumentSchema = z.strictObject({
  format: z.literal(truthFormat),
  preset: z.enum(presetNames),
  cine,
  slices: z
    .array(
      z.strictObject({
        /** of its centre, mm along the axis towards the base */
        level: number,
        /** since end-diastole at end-systole, degrees, counter-clockwise seen from the apex */
        rotation: number,
        scar: scarAmount,
      }),
    )
    .readonly(),
  /** engineering strain of the wall at end-systole, %: 'global', and sectors of 60° by number */
  strain: z.record(
    z.string(),
    z.strictObject({ circumferential: number, radial: number, longitudinal: number }),
  ),
  /** by integration over the whole wall */
  scar: scarAmount.extend({ segments: z.record(z.string(), scarAmount) }),
  /** `reserve`: stress over rest flow, by segment */
  perfusion: z.strictObject({ stress: firstPass, rest: firstPass, reserve: z.array(number).readonly() }),
  haematocrit: number,
  /** ms */
  bloodT1: z.strictObject({ native: number, post: number }),
  tissue: z.strictObject({
    myocardium: tissue,
    scar: tissue,
    border: tissue,
    obstruction: tissue,
    blood: tissue,
  }),
  flow: z.strictObject({
    /** cm/s */
    venc: number,
    /** 0 to 1 */
    regurgitantFraction: number,
    /** mL a beat */
    forward: number,
    backward: number,
    net: number,
    /** cm/s, along the vessel */
    peakVelocity: number,
    /** degrees between the normal of the plane and the vessel */
    tilt: number,
    /** cm/s, along the normal of the plane */
    peakThrough: number,
    /** of the section, mm² */
    area: number,
    aliases: z.boolean(),
    /** mL/s at the time of each picture */
    curve: z.array(number).readonly(),
  }),
})
export type TruthDocument = z.input<typeof truthDocumentSchema>
