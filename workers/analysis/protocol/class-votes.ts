/**
 * How much each rule speaks for each class, in log-odds: 8 and more where the header names the class; 5 where only
 * this class looks so; 3 and less for what several share; 1.5 for words. Data, so that a site may bring its own.
 * @source weights are chosen, not fitted to patients: they only have to order the evidence
 */
import type { SeriesClass } from './stack.ts'

export type ClassRule = keyof typeof defaultVotes
export type Votes = Readonly<Partial<Record<SeriesClass, number>>>
export type ClassWeights = Readonly<Partial<Record<ClassRule, Votes>>>

/** Log-odds that a rule gives to each class where it holds. */
export const defaultVotes = {
  nothing: { other: 1 },
  colour: { derived: 12 },
  resampled: { derived: 5 },
  secondary: { derived: 2 },
  'several-planes': { scout: 6 },
  'image-type-map': {},
  'map-of-images': {},
  unit: {},
  velocity: { 'flow-phase': 8 },
  'velocity-in-three-directions': { '4d-flow': 12 },
  'magnitude-of-velocity': { 'flow-magnitude': 8 },
  'magnitude-of-three-directions': { '4d-flow': 12 },
  'velocity-encoded': { 'flow-magnitude': 5 },
  'inversion-times': { molli: 5 },
  'inversion-times-of-a-beat': { 'ti-scout': 6 },
  'echoes-gradient': { t2star: 5 },
  'echoes-long': { t2prep: 5 },
  'preparation-times': { t2prep: 8 },
  't2-preparation': { t2prep: 5 },
  'one-per-beat': { perfusion: 5 },
  'few-dynamics': { other: 2 },
  'faster-than-a-beat': { realtime: 6 },
  saturation: { perfusion: 1, molli: 0.5 },
  inversion: { lge: 4, 'ti-scout': 0 },
  'inversion-cine': { 'ti-scout': 5 },
  'phase-sensitive': { lge: 3 },
  'contrast-agent': { lge: 1, perfusion: 0.5 },
  'spin-echo': { 'black-blood': 5, cine: -4, lge: -4 },
  phases: { cine: 3 },
  'few-phases': { other: 3 },
  sequence: { cine: 1 },
  tagging: { tagging: 8 },
  'low-flip-angle': { tagging: 4 },
  'sequence-name': {},
  text: {},
} as const satisfies Readonly<Record<string, Votes>>
