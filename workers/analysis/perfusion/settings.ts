/** How perfusion is measured: what a caller may choose, and what is taken otherwise. */
import type { InputOptions } from './arterial-input.ts'
import { type ExchangeOptions, exchangeDefaults } from './exchange.ts'
import { type FermiOptions, fermiDefaults } from './fermi.ts'
import type { SignalModel } from './signal.ts'
import { type SliceOptions, sliceDefaults } from './slice.ts'
import type { RestWork } from './work.ts'

export const perfusionStates = ['rest', 'stress'] as const
export type PerfusionState = (typeof perfusionStates)[number]

export interface PerfusionOptions {
  readonly slice?: SliceOptions
  readonly input?: InputOptions
  readonly fermi?: FermiOptions
  readonly exchange?: ExchangeOptions
  /** Without it signals are not converted: semi-quantitative only. T1 of blood and of myocardium before contrast. */
  readonly signal?: Omit<SignalModel, 'nativeT1'> & {
    readonly bloodT1: number
    readonly myocardialT1: number
  }
  /** With it flow at rest and reserve are told at a standard work too. */
  readonly restWork?: RestWork
  /** Which first passes gave the arterial input, and by what dose; they are handed over with the slices. */
  readonly preBolus?: { readonly series: readonly string[]; readonly doseRatio: number }
  /** frames in the line of the upslope; fewer at stress, where the rise is over sooner */
  readonly upslopePoints?: Readonly<Record<PerfusionState, number>>
}

export const perfusionDefaults = {
  slice: sliceDefaults,
  input: {},
  fermi: fermiDefaults,
  exchange: exchangeDefaults,
  upslopePoints: { rest: 5, stress: 3 },
} as const

export type Settings = PerfusionOptions & {
  readonly upslopePoints: Readonly<Record<PerfusionState, number>>
}
