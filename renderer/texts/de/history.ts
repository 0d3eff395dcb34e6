import type { Border } from '#analysis/contours/contour.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { analysisIn } from '#analysis/reading/record-name.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import { sizeText } from '../../status/amounts.ts'
import type { Texts } from '../en/en.ts'
import { analyses } from './analyses.ts'
import { contouring } from './contouring.ts'
import { measuring } from './measuring.ts'
import { methods } from './methods.ts'
import { panels } from './panels.ts'
import { said } from './said.ts'

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

function contoursText(borders: readonly Border[]): string {
  const counts = new Map<Border, number>()
  for (const border of borders) counts.set(border, (counts.get(border) ?? 0) + 1)
  return [...counts].map(([border, count]) => `${count} × ${contouring.borders[border]}`).join(', ')
}

const qualities: Readonly<Record<string, string>> = { good: 'gut', moderate: 'mäßig', poor: 'schlecht' }

const rhythms: Readonly<Record<string, string>> = {
  sinus: 'Sinusrhythmus',
  'atrial-fibrillation': 'Vorhofflimmern',
  ectopy: 'Extrasystolen',
  paced: 'Schrittmacher',
  other: 'anderer',
}

/** As in 'mapping: native T1'. */
function recordText(record: string): string {
  const name = analysisIn(record)
  const part = record.slice(name.length + 1)
  const said: string = analyses.names[name as AnalysisName] ?? name
  return part === '' ? said : `${said}: ${partText(part)}`
}

function partText(part: string): string {
  if (part === 'relations') return panels.flow.relations
  const region = panels.scope.region(part)
  return panels.mapping.names[part] ?? (region === part ? methods.name(part) : region)
}

function event(body: ReadEventBody): string {
  switch (body.kind) {
    case 'opened':
      return `Befundung begonnen nach ${body.protocol.name} ${body.protocol.version}`
    case 'contours-changed': {
      const parts = [
        body.set.length > 0 && `Konturen gesetzt: ${contoursText(body.set.map(({ border }) => border))}`,
        body.removed.length > 0 && `gelöscht: ${contoursText(body.removed.map(({ border }) => border))}`,
      ]
      return parts.filter(Boolean).join('; ')
    }
    case 'contours-accepted':
      return `Konturen angenommen: ${contoursText(body.contours.map(({ border }) => border))}`
    case 'landmarks-changed':
      return `${counted(body.set.length + body.removed.length, 'Landmarke', 'Landmarken')} geändert`
    case 'annotations-changed': {
      const set = body.set.map(({ kind, number }) => measuring.named(kind, number))
      const removed = body.removed.length > 0 ? [measuring.numbered(body.removed)] : []
      return `${[...set, ...removed].join(', ')} ${measuring.gestures[body.gesture] ?? body.gesture}`
    }
    case 'slices-marked': {
      const what = `kein ${body.chamber.toUpperCase()}`
      const images = counted(body.images.length, 'Bild', 'Bilder')
      return body.empty ? `${images} markiert: ${what}` : `Markierung aufgehoben (${what}): ${images}`
    }
    case 'phase-chosen':
      return body.phase === null
        ? `${body.which.toUpperCase()} der Regel überlassen`
        : `${body.which.toUpperCase()} auf Phase ${body.phase + 1} gesetzt`
    case 'papillaries-chosen':
      return `Papillarmuskeln ${body.papillaries === 'cavity' ? 'in der Höhle' : 'als Masse'} gezählt`
    case 'quality-graded':
      return body.grade === null
        ? 'Bildqualität nicht bewertet'
        : `Bildqualität: ${qualities[body.grade] ?? body.grade}`
    case 'rhythm-graded':
      return body.rhythm === null
        ? 'Rhythmus nicht bewertet'
        : `Rhythmus: ${rhythms[body.rhythm] ?? body.rhythm}`
    case 'not-evaluable':
      return body.reason === null ? 'Doch auswertbar' : `Nicht auswertbar: ${body.reason}`
    case 'body-size-entered':
      return body.size === null
        ? 'Körpermaße zurückgenommen'
        : `Körpermaße eingetragen: ${sizeText(body.size)} (${body.size.reason})`
    case 'values-given':
      return Object.keys(body.given).length === 0
        ? 'Werte für Auswertungen zurückgenommen'
        : `Werte für Auswertungen eingetragen: ${Object.keys(body.given).join(', ')}`
    case 'segments-scored':
      return `${counted(body.segments.length, 'Segment', 'Segmente')} bewertet auf ${body.scale.name}`
    case 'segment-adjudicated':
      return body.grade === null
        ? `Entscheidung zu Segment ${body.segment} zurückgenommen`
        : `Segment ${body.segment} entschieden, ${body.scale.name}: ${body.grade} (${body.reason})`
    case 'question-answered':
      return body.answer === null
        ? `Antwort zurückgenommen: ${body.question}`
        : `${body.question} beantwortet: ${body.answer}`
    case 'item-waived':
      return body.reason === null
        ? `Begründung zurückgenommen: ${body.item}`
        : `Nicht gemacht, ${body.item}: ${body.reason}`
    case 'commented':
      return `„${body.text}“`
    case 'undone':
      return `Ereignis ${body.event} rückgängig gemacht`
    case 'redone':
      return `Ereignis ${body.event} wiederholt`
    case 'measurements-recorded':
      return `${counted(body.measurements.length, 'Messwert', 'Messwerte')} festgehalten`
    case 'analysis-recorded':
      return `Auswertung festgehalten: ${recordText(body.analysis)} (${methods.name(body.method)}, Version ${body.version})`
    case 'signed':
      return `Unterschrieben als Fassung ${body.version}: ${said.sentence(body.meaning)}`
    case 'unlocked':
      return `Wieder geöffnet: ${body.reason}`
    case 'sealed':
      return `Versiegelt: ${said.sentence(body.reason)}`
  }
}

export const history: Texts['history'] = { event }
