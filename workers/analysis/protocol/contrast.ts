/**
 * Which stacks were acquired after a contrast agent: by what the header says was given, and by the time at which
 * the first stack was acquired that needs one. Words of the description count for less.
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { contrastInText } from './language.ts'
import type { Sight } from './sight.ts'
import type { Contrast, Evidence, SeriesClass } from './stack.ts'

const agentWeight = 4
const timeWeight = 3
const textWeight = 1.5
/** where nothing of the study was acquired after contrast: most likely none was given */
const absenceWeight = 1

export interface Contrasted {
  readonly contrast: Contrast
  readonly evidence: readonly Evidence[]
  /** 0 to 1 */
  readonly confidence: number
}

/** Perfusion is the giving itself; late enhancement needs it before. */
const needsAgent: ReadonlySet<SeriesClass> = new Set(['lge', 'ti-scout', 'perfusion', 'ecv-map'])

/** @param classes  of the sights, in their order */
export function contrastOfStudy(sights: readonly Sight[], classes: readonly SeriesClass[]): Contrasted[] {
  const orders = sights.map(orderOf)
  const known = orders.flatMap((order) => order ?? [])
  const agents = sights.map(({ first }) => first.instance.contrastAgent !== undefined)
  // an agent that the first images carry too was registered with the patient, not given
  const earliest = Math.min(...known)
  const registered = sights.some(
    (_, k) => agents[k] === true && orders[k] === earliest && !needs(at(classes, k)),
  )
  const starts = sights.flatMap((_, k) => (needs(at(classes, k)) ? (orders[k] ?? []) : []))
  const given = starts.length === 0 ? undefined : Math.min(...starts)
  return sights.map((sight, k) => {
    const evidence: Evidence[] = []
    const order = orders[k]
    if (!registered && agents[k] === true)
      evidence.push({
        rule: 'contrast-agent',
        weight: agentWeight,
        text: say('stacks/header-names-contrast-agent'),
      })
    if (given !== undefined && order !== undefined)
      evidence.push(
        order >= given
          ? {
              rule: 'contrast-time',
              weight: timeWeight,
              text: say('stacks/acquired-after-first-series-contrast'),
            }
          : {
              rule: 'contrast-time',
              weight: -timeWeight,
              text: say('stacks/acquired-before-first-series-contrast'),
            },
      )
    else if (!classes.some(needs) && !agents.includes(true))
      evidence.push({
        rule: 'no-contrast',
        weight: -absenceWeight,
        text: say('stacks/no-series-study-acquired-after'),
      })
    const said = contrastInText(sight.text)
    if (said !== undefined)
      evidence.push({
        rule: 'contrast-text',
        weight: said === 'post' ? textWeight : -textWeight,
        text: say('stacks/description-says', {
          purpose: said === 'post' ? say('stacks/after-contrast') : 'native',
          text: sight.text.trim(),
        }),
      })
    return decided(evidence)
  })
}

const needs = (seriesClass: SeriesClass): boolean => needsAgent.has(seriesClass)

/** Seconds of the day; undefined where images have none, for numbers of series are no times. */
const orderOf = ({ acquired }: Sight): number | undefined => acquired

function decided(evidence: readonly Evidence[]): Contrasted {
  const total = evidence.reduce((sum, { weight }) => sum + weight, 0)
  const contrast = total > 0 ? 'post' : total < 0 ? 'native' : 'unknown'
  return {
    contrast,
    // weights speak for "after"; evidence is for what was decided
    evidence: contrast === 'native' ? evidence.map((one) => ({ ...one, weight: -one.weight })) : evidence,
    confidence: 1 / (1 + Math.exp(-Math.abs(total))),
  }
}
