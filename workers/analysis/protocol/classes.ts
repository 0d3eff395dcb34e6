/**
 * What a stack is, by adding up the evidence: each rule that holds gives log-odds to one or more classes, and the
 * class with the most wins, if it leads by a margin. Whatever the vendor's header leaves out, other rules remain.
 */

import { say } from '../sentences/say.ts'
import { at } from '../units/at.ts'
import { type ClassRule, type ClassWeights, defaultVotes, type Votes } from './class-votes.ts'
import type { Sight } from './sight.ts'
import type { Evidence, SeriesClass } from './stack.ts'

/** fewer phases than this do not show a beat */
const cinePhases = 12
/** a first pass is followed for at least as many beats */
const firstPassDynamics = 20
/** ms */
const firstPassDuration = 20_000
/** positions */
const firstPassSlices = 10
/** ms; dynamics nearer than this are no beats */
const shortestBeat = 300
/** ms; TE of a T2* series ends before, those of a T2 series go on */
const longestT2StarEcho = 25
/** ms between the inversion times of a cine; those of a recovery curve are beats apart */
const longestTiStep = 80
const tiScoutImages = 12
const threeDirections = 3
const scoutPositions = 9
/** least lead in log-odds */
const margin = 0.5
const mapWeight = 8
const sourceWeight = 4
const unitWeight = 2
/** no other map of the heart is in per cent, and this one lies where T1 images lie */
const percentWeight = 6
const sequenceNameWeight = 5
/** words say of a moving series what no header field does: the same sequence, with a grid or a phase map */
const decisiveWordWeight = 6
const wordWeight = 1.5

export interface Classified {
  readonly seriesClass: SeriesClass
  /** for and against the class, strongest first as the rules stand */
  readonly evidence: readonly Evidence[]
  /** 0 to 1 */
  readonly confidence: number
}

interface Said {
  readonly rule: ClassRule
  readonly votes: Votes
  readonly text: string
}

/**
 * @param rawClasses  of the stacks of the study as far as they are known: what maps are computed from
 * @param weights     in place of the default votes, rule by rule
 */
export function classify(
  sight: Sight,
  rawClasses: readonly (SeriesClass | undefined)[],
  weights: ClassWeights = {},
): Classified {
  const said = observations(sight, rawClasses).map(
    (one): Said => ({ ...one, votes: weights[one.rule] ?? one.votes }),
  )
  const totals = new Map<SeriesClass, number>()
  for (const { votes } of said)
    for (const [name, weight] of entriesOf(votes)) totals.set(name, (totals.get(name) ?? 0) + weight)
  const ranked = [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const [best, next] = ranked
  if (best === undefined) return { seriesClass: 'other', evidence: [], confidence: 0 }
  const decided = next === undefined || best[1] - next[1] >= margin
  const chosen = decided ? best[0] : 'other'
  const mass = ranked.reduce((sum, [, total]) => sum + Math.exp(total - best[1]), 0)
  return {
    seriesClass: chosen,
    evidence: decided
      ? said.flatMap(({ rule, votes, text }) => {
          const weight = votes[chosen]
          return weight === undefined || (rule === 'nothing' && said.length > 1)
            ? []
            : [{ rule, weight, text }]
        })
      : [
          {
            rule: 'undecided',
            weight: 0,
            text: say('stacks/evidence-about-same', { best: best[0], next: next[0] }),
          },
        ],
    confidence: (decided ? 1 : Math.exp((totals.get('other') ?? 0) - best[1])) / mass,
  }
}

const entriesOf = (votes: Votes): [SeriesClass, number][] => Object.entries(votes) as [SeriesClass, number][]

function observations(sight: Sight, rawClasses: readonly (SeriesClass | undefined)[]): Said[] {
  const says = (rule: ClassRule, text: string, votes: Votes = defaultVotes[rule]): Said => ({
    rule,
    votes,
    text,
  })
  const when = (holds: boolean, rule: ClassRule, text: string, votes?: Votes): Said[] =>
    holds ? [says(rule, text, votes)] : []
  const { stack, component, unit } = sight
  const { axis, phaseCount } = stack
  const slices = stack.frames.length
  const velocity = component === 'velocity'
  const partner = !velocity && sight.velocityPartners.length > 0
  const threeWays = sight.volume && sight.encodings >= threeDirections
  const still = phaseCount === 1
  const moving = axis === 'phase' && phaseCount >= cinePhases
  const source = sight.sources.flatMap((index) => mapOf[rawClasses[index] ?? 'other'] ?? [])[0]
  const mapped = still && (sight.derived || sight.unit !== undefined)
  return [
    says('nothing', say('stacks/nothing-says-what')),
    ...when(sight.colour, 'colour', say('stacks/colour-picture-not-measurement-signal')),
    ...when(sight.resampled, 'resampled', say('stacks/computed-other-images-projection-reformat')),
    ...when(sight.secondary && sight.derived, 'secondary', say('stacks/derived-other-images')),
    ...when(
      sight.crossing && !sight.inverted && slices <= scoutPositions && sight.map === undefined,
      'several-planes',
      say('stacks/single-images-planes-cross-one'),
    ),
    ...(sight.map === undefined
      ? []
      : [says('image-type-map', say('stacks/image-type-names-map'), { [sight.map]: mapWeight })]),
    ...(mapped && source !== undefined
      ? [says('map-of-images', say('stacks/computed-place-such-series'), { [source]: sourceWeight })]
      : []),
    ...(mapped && unit !== undefined
      ? unitVotes(unit).map((votes) => says('unit', say('stacks/values-in-unit', { unit }), votes))
      : []),
    ...when(velocity && !threeWays, 'velocity', say('stacks/velocity-images')),
    ...when(
      velocity && threeWays,
      'velocity-in-three-directions',
      say('stacks/volume-velocities-three-directions'),
    ),
    ...when(partner && !threeWays, 'magnitude-of-velocity', say('stacks/magnitude-images-velocity-series')),
    ...when(
      partner && threeWays,
      'magnitude-of-three-directions',
      say('stacks/magnitude-images-volume-velocities-three'),
    ),
    ...when(
      !velocity && stack.venc !== undefined,
      'velocity-encoded',
      say('stacks/encoded-velocity-not-phase-image'),
    ),
    ...inversionTimeRules(sight, when),
    ...when(
      axis === 'echo-time' && !sight.spinEcho && longestOf(stack.axisTimes) <= longestT2StarEcho,
      'echoes-gradient',
      say('stacks/gradient-echoes-each-position', { phaseCount }),
    ),
    ...when(
      axis === 'echo-time' && (sight.spinEcho || longestOf(stack.axisTimes) > longestT2StarEcho),
      'echoes-long',
      say('stacks/echoes-each-position-last-ms', { phaseCount, longestOf: longestOf(stack.axisTimes) }),
    ),
    ...when(
      axis === 'preparation-time',
      'preparation-times',
      say('stacks/t2-preparations-each-position-ms', { phaseCount, part: stack.axisTimes?.join(', ') ?? '' }),
    ),
    ...when(
      axis !== 'preparation-time' && sight.t2Prepared && !still && phaseCount < cinePhases && !sight.volume,
      't2-preparation',
      say('stacks/prepared-t2'),
    ),
    ...dynamicRules(sight, when),
    ...when(sight.saturated, 'saturation', say('stacks/prepared-saturation')),
    ...when(sight.inverted && still, 'inversion', say('stacks/inversion-recovery-one-image-each')),
    ...when(sight.inverted && moving, 'inversion-cine', say('stacks/inversion-recovery-through-beat-ti')),
    ...when(component === 'psir' && still, 'phase-sensitive', say('stacks/real-images-keep-their-sign')),
    ...when(
      sight.first.instance.contrastAgent !== undefined,
      'contrast-agent',
      say('stacks/acquired-contrast-agent'),
    ),
    ...when(sight.spinEcho && axis !== 'echo-time', 'spin-echo', say('stacks/spin-echo-blood-black')),
    ...when(moving, 'phases', say('stacks/phases-each-position', { phaseCount })),
    ...when(
      axis === 'phase' && !still && phaseCount < cinePhases,
      'few-phases',
      say('stacks/images-position-not-whole-beat', { phaseCount }),
    ),
    ...when(moving && sight.steadyState, 'sequence', say('stacks/steady-state-gradient-echo')),
    ...when(sight.tagged && !still, 'tagging', say('stacks/lines-laid-heart')),
    ...when(
      moving && sight.lowFlipBesideBalanced,
      'low-flip-angle',
      say('stacks/spoiled-cine-low-flip-angle'),
    ),
    ...wordRules(sight, moving),
  ]
}

type When = (holds: boolean, rule: ClassRule, text: string, votes?: Votes) => Said[]

/** Which map comes of which images. */
const mapOf: Readonly<Partial<Record<SeriesClass, SeriesClass>>> = {
  molli: 't1-map',
  t2prep: 't2-map',
  t2star: 't2star-map',
}

function unitVotes(unit: string | undefined): Votes[] {
  if (unit === 'ms' || unit === 's')
    return [{ 't1-map': unitWeight, 't2-map': unitWeight, 't2star-map': unitWeight }]
  return unit === '%' ? [{ 'ecv-map': percentWeight }] : []
}

const longestOf = (values: readonly number[] | undefined): number => Math.max(0, ...(values ?? []))

function inversionTimeRules({ stack, first }: Sight, when: When): Said[] {
  if (stack.axis !== 'inversion-time') return []
  const times = stack.axisTimes ?? []
  const steps = times.slice(1).map((time, k) => time - at(times, k))
  const ofABeat = (first.instance.cardiacNumberOfImages ?? stack.phaseCount) >= tiScoutImages
  const even = steps.length > 0 && Math.max(...steps) <= longestTiStep
  const scout = even && ofABeat
  const text = say('stacks/inversion-times-each-position-up', {
    phaseCount: stack.phaseCount,
    longestOf: longestOf(times),
  })
  return [
    ...when(scout, 'inversion-times-of-a-beat', say('stacks/ti-scout', { text })),
    ...when(!scout, 'inversion-times', text),
  ]
}

function dynamicRules({ stack, interval, duration }: Sight, when: When): Said[] {
  if (stack.axis !== 'dynamic') return []
  const { phaseCount } = stack
  const timed = interval !== undefined && duration !== undefined
  const quick = timed && interval < shortestBeat
  const firstPass =
    !quick &&
    phaseCount >= firstPassDynamics &&
    stack.frames.length <= firstPassSlices &&
    (!timed || duration >= firstPassDuration)
  return [
    ...(quick && phaseCount >= cinePhases
      ? when(true, 'faster-than-a-beat', say('stacks/one-image-every-ms', { interval }))
      : []),
    ...when(firstPass, 'one-per-beat', say('stacks/images-each-position-one-beat', { phaseCount })),
    ...when(
      !quick && !firstPass,
      'few-dynamics',
      say('stacks/images-each-position-one-after', { phaseCount }),
    ),
  ]
}

/** Where words decide alone: no field of a classic header tells a grid from none. */
const decisive: ReadonlySet<SeriesClass> = new Set(['tagging', 'flow-magnitude'])

function wordRules({ text, purposes, sequencePurposes, component }: Sight, moving: boolean): Said[] {
  const voted = (purpose: SeriesClass, weight: number): Votes => ({
    [purpose === 'flow-magnitude' && component === 'velocity' ? 'flow-phase' : purpose]: weight,
  })
  return [
    ...sequencePurposes
      .filter((purpose) => purpose === 'tagging')
      .map(
        (purpose): Said => ({
          rule: 'sequence-name',
          votes: voted(purpose, moving ? decisiveWordWeight : sequenceNameWeight),
          text: say('stacks/scanner-s-name-sequence-says', { purpose }),
        }),
      ),
    ...purposes.map(
      (purpose): Said => ({
        rule: 'text',
        votes: voted(purpose, moving && decisive.has(purpose) ? decisiveWordWeight : wordWeight),
        text: say('stacks/description-says', { purpose, text: text.trim() }),
      }),
    ),
  ]
}
