/**
 * What each stack of a study is for, with the evidence for it: what it is, how it cuts the heart, and whether
 * contrast or stress came before. Geometry decides; text breaks ties.
 */
import { dot, type Vector3 } from '../geometry/plane.ts'
import { at } from '../units/at.ts'
import type { SliceOrder, UnnamedStack } from './assemble.ts'
import { crossing } from './axis.ts'
import type { ClassWeights } from './class-votes.ts'
import { type Classified, classify } from './classes.ts'
import { type Contrasted, contrastOfStudy } from './contrast.ts'
import { type Planed, planesOfStudy, type View } from './heart-planes.ts'
import { type Loaded, loadsOfStudy } from './load.ts'
import { type Sight, sightsOf } from './sight.ts'
import type { Evidence, HeartPlane, SeriesClass, SeriesRole, Stack, StackQuestion } from './stack.ts'

type Named = Pick<
  Stack,
  'role' | 'seriesClass' | 'plane' | 'contrast' | 'evidence' | 'confidence' | 'question'
>

export interface Assigned extends Named {
  /** which way round the slices of a stack across the heart's axis begin at the base */
  readonly order: SliceOrder
}

/** Classes that are planned on the heart, so that their planes tell its axis and are told by it. */
const planned: ReadonlySet<SeriesClass> = new Set([
  'cine',
  'realtime',
  'tagging',
  'lge',
  'perfusion',
  't1-map',
  't2-map',
  't2star-map',
  'ecv-map',
  'molli',
  't2prep',
  't2star',
  'black-blood',
])

/**
 * The role of every stack of a study.
 *
 * @param stacks   slices ascending along their normals
 * @param weights  a site's own, in place of the default votes for classes
 */
export function assignRoles(stacks: readonly UnnamedStack[], weights: ClassWeights = {}): Assigned[] {
  const sights = sightsOf(stacks)
  // maps are told by what lies beside them, which has to be known first
  const raw = sights.map((sight) => classify(sight, [], weights).seriesClass)
  const classified = sights.map((sight) => classify(sight, raw, weights))
  const classes = classified.map(({ seriesClass }) => seriesClass)
  const contrasts = contrastOfStudy(sights, classes)
  const loads = loadsOfStudy(sights, classes)
  const onHeart = sights.flatMap((_, k) => (planned.has(at(classes, k)) ? [k] : []))
  const { planes, axis } = planesOfStudy(onHeart.map((k) => viewOf(at(sights, k), at(classes, k))))
  return sights.map((sight, k): Assigned => {
    const plane = planes[onHeart.indexOf(k)]
    const named = nameOf(at(classified, k), plane, at(contrasts, k), loads.get(k))
    const order = axis === undefined ? 'ascending' : baseFirst(sight.stack, axis.direction)
    return { ...named, order }
  })
}

const viewOf = ({ stack, text }: Sight, seriesClass: SeriesClass): View => ({
  normal: stack.normal,
  positions: stack.positions,
  text,
  leads: seriesClass === 'cine',
})

function nameOf(
  { seriesClass, evidence, confidence }: Classified,
  planed: Planed | undefined,
  contrasted: Contrasted,
  loaded: Loaded | undefined,
): Named {
  const plane = planed?.plane ?? 'unknown'
  const { contrast } = contrasted
  const common = { seriesClass, plane, contrast }
  const inPlane = seriesClass === 'cine' || seriesClass === 'lge'
  const byContrast = seriesClass === 'molli' || seriesClass === 't1-map'
  const named = roleOf(seriesClass, plane, contrast, loaded?.load)
  const certain =
    confidence *
    (inPlane ? (planed?.confidence ?? 0) : 1) *
    (byContrast && contrast !== 'unknown' ? contrasted.confidence : 1)
  return {
    ...common,
    role: named,
    evidence: [
      ...evidence,
      ...(inPlane ? (planed?.evidence ?? []) : []),
      ...(byContrast ? contrasted.evidence : []),
      ...(loaded?.evidence ?? []),
    ],
    confidence: Math.round(certain * 100) / 100,
    ...(isTaggedByGuess(seriesClass, evidence)
      ? { question: { text: 'Are there tag lines on these images?', between: ['tagging', cineRoles[plane]] } }
      : questionFor(named)),
  }
}

const cineRoles: Readonly<Record<HeartPlane, SeriesRole>> = {
  sax: 'cine-sax',
  '2ch': 'cine-2ch',
  '3ch': 'cine-3ch',
  '4ch': 'cine-4ch',
  lax: 'cine-lax',
  lvot: 'cine-lvot',
  rvot: 'cine-rvot',
  oblique: 'other',
  unknown: 'other',
}

/** What is late enhancement stays so in a plane that nobody can name: it is then a long axis of some kind. */
const lgeRoles: Readonly<Record<HeartPlane, SeriesRole>> = {
  sax: 'lge-sax',
  '2ch': 'lge-2ch',
  '3ch': 'lge-3ch',
  '4ch': 'lge-4ch',
  lax: 'lge-lax',
  lvot: 'lge-lax',
  rvot: 'lge-lax',
  oblique: 'lge-lax',
  unknown: 'lge-lax',
}

function roleOf(
  seriesClass: SeriesClass,
  plane: HeartPlane,
  contrast: Contrasted['contrast'],
  load: Loaded['load'],
): SeriesRole {
  switch (seriesClass) {
    case 'cine':
      return cineRoles[plane]
    case 'lge':
      return lgeRoles[plane]
    case 'perfusion':
      return load === undefined ? 'perfusion' : `perfusion-${load}`
    case 't1-map':
      return contrast === 'unknown' ? 't1-map' : `t1-${contrast}-map`
    case 'molli':
      return contrast === 'unknown' ? 'molli' : `molli-${contrast}`
    default:
      return seriesClass
  }
}

/** A role that leaves something open asks for it. */
function questionFor(role: SeriesRole): { readonly question?: StackQuestion } {
  const question = questions[role]
  return question === undefined ? {} : { question }
}

const questions: Readonly<Partial<Record<SeriesRole, StackQuestion>>> = {
  perfusion: {
    text: 'Was this first pass acquired under stress or at rest?',
    between: ['perfusion-stress', 'perfusion-rest'],
  },
  't1-map': {
    text: 'Was this T1 map acquired before or after contrast?',
    between: ['t1-native-map', 't1-post-map'],
  },
  molli: {
    text: 'Were these T1 images acquired before or after contrast?',
    between: ['molli-native', 'molli-post'],
  },
}

/** Nothing but the likeness of the sequence says that lines were laid on the heart. */
const isTaggedByGuess = (seriesClass: SeriesClass, evidence: readonly Evidence[]): boolean =>
  seriesClass === 'tagging' && evidence.every(({ rule }) => rule === 'low-flip-angle')

/** Slices across the axis run from base to apex. */
function baseFirst({ normal }: UnnamedStack, axis: Vector3): SliceOrder {
  const along = dot(normal, axis)
  return along < -crossing ? 'descending' : 'ascending'
}
