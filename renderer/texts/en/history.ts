/** An event of a read as a sentence. Slices and images are not named: the log keeps them, the eye does not want them. */
import type { Border } from '#analysis/contours/contour.ts'
import type { ReadEventBody } from '#analysis/reading/events.ts'
import { analysisIn } from '#analysis/reading/record-name.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'
import { counted, sizeText } from '../../status/amounts.ts'
import { analyses } from './analyses.ts'
import { contouring } from './contouring.ts'
import { measuring } from './measuring.ts'
import { methods } from './methods.ts'
import { panels } from './panels.ts'

function contoursText(borders: readonly Border[]): string {
  const counts = new Map<Border, number>()
  for (const border of borders) counts.set(border, (counts.get(border) ?? 0) + 1)
  return [...counts]
    .map(([border, count]) => counted(count, `${contouring.borders[border]} contour`))
    .join(', ')
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
      return `Read begun under ${body.protocol.name} ${body.protocol.version}`
    case 'contours-changed': {
      const parts = [
        body.set.length > 0 && `${contoursText(body.set.map(({ border }) => border))} set`,
        body.removed.length > 0 && `${contoursText(body.removed.map(({ border }) => border))} removed`,
      ]
      return `${parts.filter(Boolean).join('; ')} (${body.gesture.replaceAll('-', ' ')})`
    }
    case 'contours-accepted':
      return `${contoursText(body.contours.map(({ border }) => border))} accepted`
    case 'landmarks-changed':
      return `${counted(body.set.length + body.removed.length, 'landmark')} changed`
    case 'annotations-changed': {
      const set = body.set.map(({ kind, number }) => measuring.named(kind, number))
      const removed = body.removed.length > 0 ? [measuring.numbered(body.removed)] : []
      return `${[...set, ...removed].join(', ')} ${measuring.gestures[body.gesture] ?? body.gesture}`
    }
    case 'slices-marked': {
      const what = `no ${body.chamber.toUpperCase()}`
      return `${counted(body.images.length, 'image')} ${body.empty ? `marked ${what}` : `no longer marked ${what}`}`
    }
    case 'phase-chosen':
      return body.phase === null
        ? `${body.which.toUpperCase()} left to the rule`
        : `${body.which.toUpperCase()} set to phase ${body.phase + 1}`
    case 'papillaries-chosen':
      return `Papillaries counted ${body.papillaries === 'cavity' ? 'in the cavity' : 'as mass'}`
    case 'quality-graded':
      return body.grade === null ? 'Image quality not graded' : `Image quality: ${body.grade}`
    case 'rhythm-graded':
      return body.rhythm === null ? 'Rhythm not graded' : `Rhythm: ${body.rhythm.replace('-', ' ')}`
    case 'not-evaluable':
      return body.reason === null ? 'Evaluable after all' : `Not evaluable: ${body.reason}`
    case 'body-size-entered':
      return body.size === null
        ? 'Body size taken back'
        : `Body size entered: ${sizeText(body.size)} (${body.size.reason})`
    case 'values-given':
      return Object.keys(body.given).length === 0
        ? 'Values for analyses taken back'
        : `Values for analyses entered: ${Object.keys(body.given).join(', ')}`
    case 'segments-scored':
      return `${counted(body.segments.length, 'segment')} scored on ${body.scale.name}`
    case 'segment-adjudicated':
      return body.grade === null
        ? `Decision on segment ${body.segment} taken back`
        : `Segment ${body.segment} decided, ${body.scale.name}: ${body.grade} (${body.reason})`
    case 'question-answered':
      return body.answer === null
        ? `Answer taken back: ${body.question}`
        : `Answered ${body.question}: ${body.answer}`
    case 'item-waived':
      return body.reason === null
        ? `Reason taken back: ${body.item}`
        : `Not done, ${body.item}: ${body.reason}`
    case 'commented':
      return `“${body.text}”`
    case 'undone':
      return `Event ${body.event} undone`
    case 'redone':
      return `Event ${body.event} redone`
    case 'measurements-recorded':
      return `${counted(body.measurements.length, 'measurement')} recorded`
    case 'analysis-recorded':
      return `Analysis recorded: ${recordText(body.analysis)} (${methods.name(body.method)}, version ${body.version})`
    case 'signed':
      return `Signed as version ${body.version}: ${body.meaning}`
    case 'unlocked':
      return `Unlocked: ${body.reason}`
    case 'sealed':
      return `Sealed: ${body.reason}`
  }
}

export const history = { event }
