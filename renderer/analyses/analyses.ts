/**
 * The analyses of the open read as panels see them: what is known of each, whether it still stands, and how to have
 * it made. Main computes and records; this shows what is recorded at once, asks for what is missing or stale while its
 * mode is shown, and keeps the details that come with it.
 */
import { createContext, useContext, useEffect } from 'react'
import { type StoreApi, useStore } from 'zustand'
import type { GivenValues } from '#analysis/reading/events.ts'
import type { UnmeasuredReason } from '#analysis/units/outcome.ts'
import type { AnalysisDocument, AnalysisName } from '#contract/analysis-documents/analyses.ts'
import type { AnalysisDetails, DetailsKind, DetailsOf } from '#contract/analysis-documents/details.ts'

/** Where an analysis stands. What was known before is shown on, whatever the state. */
export type AnalysisState =
  /** nobody asked, and nothing is recorded */
  | { readonly kind: 'none' }
  /** steps so far, of those there are; `total` 0 until the first sign of life */
  | { readonly kind: 'working'; readonly done: number; readonly total: number }
  /** of the read as it is */
  | { readonly kind: 'found' }
  /** main could not make it */
  | {
      readonly kind: 'refused'
      /** 'failed': the world or we refused, and `detail` is the whole sentence */
      readonly reason: UnmeasuredReason | 'failed'
      /** for a person */
      readonly detail: string
      readonly step?: NextStep
    }
  /** something that it rests on was changed since; `why` says what, for a person */
  | { readonly kind: 'stale'; readonly why: string }

/** What would give the number, for the button beside the reason. */
export interface NextStep {
  /** a sentence in the reader's language */
  readonly sentence: string
  readonly kind: 'contour' | 'landmarks' | 'phases' | 'give' | 'body-size' | 'series' | 'nothing'
  /** of `give`: what is missing */
  readonly given?: keyof GivenByHand
}

/** What no image says and nobody draws; kept with the read. */
export type GivenByHand = GivenValues

export interface AnalysisView {
  readonly name: AnalysisName
  readonly state: AnalysisState
  /** of each part its numbers, or why not; those that are recorded until main has answered */
  readonly documents: readonly AnalysisDocument[]
  /** empty until main has sent them; they may be of the read as it was, as `state` says */
  readonly details: readonly AnalysisDetails[]
}

export interface AnalysesView {
  readonly analyses: Readonly<Record<AnalysisName, AnalysisView>>
  readonly given: GivenByHand
}

export interface Analyses extends StoreApi<AnalysesView> {
  /** Says that a panel shows these: they are made and made again by themselves. @returns how to stop */
  show(names: readonly AnalysisName[]): () => void
  /** now, whether they are stale or not; what is given is kept with the read first */
  run(names: readonly AnalysisName[], given?: Partial<GivenByHand>): void
  /** of these, or of all that are under way; what was known before stays */
  cancel(names?: readonly AnalysisName[]): void
  /** kept with the read; a value of null takes it back */
  give(values: { readonly [K in keyof GivenByHand]?: GivenByHand[K] | null }): void
  /** ends what is under way */
  close(): void
}

export const AnalysesContext = createContext<Analyses | undefined>(undefined)

/** @throws Error outside of the reading room: we were wrong */
export function useAnalyses(): Analyses {
  const analyses = useContext(AnalysesContext)
  if (!analyses) throw new Error('only in the reading room')
  return analyses
}

export interface AnalysisOfPanel extends AnalysisView {
  readonly run: (given?: Partial<GivenByHand>) => void
  readonly cancel: () => void
}

/** An analysis while a component shows it: missing and stale ones are made in the background. */
export function useAnalysis(name: AnalysisName): AnalysisOfPanel {
  const analyses = useAnalyses()
  const view = useStore(analyses, (now) => now.analyses[name])
  useEffect(() => analyses.show([name]), [analyses, name])
  return {
    ...view,
    run: (given) => analyses.run([name], given),
    cancel: () => analyses.cancel([name]),
  }
}

/** The same without asking for it: what is known already. */
export const useKnownAnalysis = (name: AnalysisName): AnalysisView =>
  useStore(useAnalyses(), (now) => now.analyses[name])

export const useGiven = (): GivenByHand => useStore(useAnalyses(), ({ given }) => given)

/** Of the details those of one kind: a strain has one, mapping one a parameter, flow one a vessel. */
export const detailsOf = <K extends DetailsKind>(
  { details }: Pick<AnalysisView, 'details'>,
  kind: K,
): DetailsOf<K>[] => details.filter((one): one is DetailsOf<K> => one.kind === kind)
