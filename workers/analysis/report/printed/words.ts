/** The words of a report in one language. What an analysis warns of comes as it was recorded, in English. */
import type { AnnotationKind } from '../../annotations/annotation.ts'
import type { AnnotationValueName } from '../../annotations/values.ts'
import type { Papillaries } from '../../contours/contour.ts'
import type { SeriesRole } from '../../protocol/stack.ts'
import type { BaseRule, ImageQuality, Rhythm } from '../../reading/events.ts'
import type { Level } from '../../segments/aha.ts'
import type { ShownPerfusionMap } from './source.ts'

export interface ReportWords {
  readonly title: string
  readonly subtitle: (subject: string, project: string, study: string) => string
  readonly draft: (seq: number) => string
  readonly footer: (application: string, read: string) => string
  readonly sections: {
    readonly subject: string
    readonly findings: string
    readonly function: string
    readonly images: string
    readonly regional: string
    readonly strain: string
    readonly scar: string
    readonly perfusion: string
    readonly mapping: string
    readonly flow: string
    readonly onImages: string
    readonly adjudication: string
    readonly inclusion: string
    readonly acquisition: string
    readonly methods: string
    readonly warnings: string
    readonly signature: string
  }
  readonly facts: {
    readonly subject: string
    readonly project: string
    readonly site: string
    readonly timePoint: string
    readonly study: string
    readonly read: string
    readonly reader: string
    readonly sex: string
    readonly age: string
    readonly size: string
    readonly bsa: string
    readonly heartRate: string
    readonly quality: string
    readonly rhythm: string
    readonly limitations: string
    readonly scanner: string
  }
  readonly sexes: { readonly M: string; readonly F: string; readonly O: string }
  readonly years: (age: string) => string
  readonly notKnown: string
  readonly qualities: Readonly<Record<ImageQuality, string>>
  readonly rhythms: Readonly<Record<Rhythm, string>>
  readonly notEvaluable: (reason: string) => string
  readonly noComment: string
  readonly columns: {
    readonly quantity: string
    readonly value: string
    readonly indexed: string
    /** of a table that nobody has held against its publication */
    readonly unverifiedRange: string
    readonly range: string
    readonly z: string
    readonly method: string
    readonly extent: string
    readonly mass: string
    readonly noReflow: string
    readonly segments: string
    readonly layerEndo: string
    readonly layerMid: string
    readonly layerEpi: string
    readonly global: string
    readonly view: string
    readonly region: string
    readonly mean: string
    readonly spread: string
    readonly septum: string
    readonly blood: string
    readonly whole: string
    readonly rest: string
    readonly stress: string
    readonly analysis: string
    readonly version: string
    readonly basal: string
    readonly mid: string
    readonly apical: string
    readonly slice: (slice: string) => string
  }
  readonly quantities: Readonly<Record<string, string>>
  /** what a record is of: by the name of its analysis, and by that of the part where it has its own words */
  readonly analyses: Readonly<Record<string, string>>
  /** in words, of the name that is recorded */
  readonly method: (recorded: string) => string
  /** the same of what finds scar, as scopes name it */
  readonly scarMethod: (recorded: string) => string
  readonly levels: Readonly<Record<Level, string>>
  readonly leftVentricle: string
  readonly rightVentricle: string
  readonly atria: string
  readonly conventions: (base: BaseRule, papillaries: Papillaries) => string
  readonly phases: (ed: string, es: string) => string
  readonly besides: (name: string) => string
  readonly rangeNote: (source: string, verified: boolean) => string
  readonly noRange: (detail: string) => string
  readonly noIndices: (why: string) => string
  readonly otherNumbers: (count: number) => string
  readonly volumeCurve: string
  readonly msAfterR: string
  readonly secondsAfterStart: string
  readonly curves: {
    readonly strain: string
    readonly firstPass: (state: string) => string
    readonly flow: string
  }
  /** of great vessels, by the word that the log has for them */
  readonly vessels: Readonly<Record<string, string>>
  readonly bullsEyes: {
    readonly scored: (scale: string, recorded: string) => string
    readonly thickness: string
    readonly thickening: string
    readonly circumferential: string
    readonly longitudinal: string
    readonly radial: string
    readonly transmurality: (method: string) => string
    readonly reserve: string
    readonly reserveIndex: string
    readonly flowRest: string
    readonly flowStress: string
    readonly t1: string
    readonly ecv: string
    readonly t2: string
  }
  readonly bullsEyeDescription: (caption: string, measured: number) => string
  readonly hatched: string
  readonly pictures: {
    readonly ed: (slice: string, phase: string) => string
    readonly es: (slice: string, phase: string) => string
    readonly lge: (slice: string) => string
    readonly scar: (method: string, slice: string) => string
    readonly map: (name: string, slice: string) => string
    readonly firstPass: (state: string, slice: string) => string
    readonly perfusionMap: (name: string, state: string, slice: string) => string
    readonly perfusionMaps: Readonly<
      Record<
        ShownPerfusionMap,
        {
          readonly short: string
          /** what its colours are, by which methods, and where there are none */
          readonly colours: (methods: string) => string
        }
      >
    >
    readonly vessel: (name: string, ms: string) => string
  }
  readonly of: (number: number, total: number) => string
  readonly byHand: {
    readonly columns: {
      readonly laid: string
      readonly image: string
      readonly what: string
      readonly value: string
    }
    readonly kinds: Readonly<Record<AnnotationKind, string>>
    readonly values: Readonly<Record<AnnotationValueName, string>>
    readonly where: (series: string, slice: string, phase: string) => string
    readonly everyPhase: string
    readonly imageGone: string
  }
  readonly adjudication: {
    readonly columns: {
      readonly scale: string
      readonly segment: string
      readonly decision: string
      readonly reason: string
    }
    readonly reading: (number: number) => string
    readonly notScored: string
    readonly between: (reading: string, versions: string) => string
  }
  /** of the scales that are pinned; a project's own are said as they are */
  readonly grades: Readonly<Record<string, string>>
  readonly included: string
  readonly notIncluded: string
  readonly undecided: (why: string) => string
  readonly motionIndex: (index: string, n: string, scale: string) => string
  /** of series, by what they are for */
  readonly roles: Readonly<Record<SeriesRole, string>>
  readonly acquired: string
  readonly borderColours: string
  readonly methodsNote: (protocol: string, version: string) => string
  readonly template: (name: string, version: string) => string
  readonly leftOutForSpace: (names: string) => string
  readonly notShown: (analyses: string) => string
  readonly leftOut: (analysis: string, why: string) => string
  readonly openThings: string
  readonly unmeasuredThings: string
  readonly noWarnings: string
  readonly signedBy: string
  readonly signedAt: string
  readonly meaning: string
  readonly version: string
  readonly head: string
  readonly electronic: string
  readonly notSigned: string
  readonly cannotSet: (characters: string) => string
  readonly page: (page: number, pages: number) => string
}
