/** What an item of the protocol's checklist is called: in the protocol's words, or after what it asks for. */
import type { ChecklistItem, Worded } from '#analysis/reading/checklist/items.ts'
import { type AnalysisName, analysisNames } from '#contract/analysis-documents/analyses.ts'
import type { Texts } from '../../texts/en/en.ts'
import { usePreferences } from '../../theme/preferences.ts'

/** In the language of the window, where the protocol speaks it. */
export const inWindow = (words: Worded): string => words[usePreferences.getState().language] ?? words.en

const isAnalysis = (name: string): name is AnalysisName => analysisNames.some((known) => known === name)

export function itemName(item: ChecklistItem, texts: Texts): string {
  if (item.title) return inWindow(item.title)
  const { checklist, contouring, series, panels, analyses } = texts
  switch (item.kind) {
    case 'contours':
      return checklist.contours(
        item.borders.map((border) => contouring.borders[border]),
        item.roles.map((role) => series.roles[role]),
        item.phases,
      )
    case 'landmarks':
      return checklist.landmarks(item.landmarks.map((kind) => contouring.landmarks[kind]))
    case 'analysis': {
      const [name = item.analysis, part] = item.analysis.split('/', 2)
      return checklist.analysis(
        isAnalysis(name) ? analyses.names[name] : name,
        part === undefined ? undefined : (panels.mapping.names[part] ?? part),
      )
    }
    case 'segments':
      return checklist.segments(panels.segments.about[item.about], item.segments.length)
    case 'grade':
      return checklist.grades[item.grade]
    case 'question':
      return inWindow(item.question)
  }
}
