/**
 * What each analysis of an examination rests on. An analysis is made on this part and nothing else, so that what lies
 * outside of it can be changed without touching the result: only what rests on a gesture has to be made again.
 */
import type { Border, Contour } from '../contours/contour.ts'
import { type Examination, stacksOf } from '../examination/examination.ts'
import { narrowed, onCines } from '../examination/narrowed.ts'
import { type ImageKey, imageKeyText } from '../protocol/facts.ts'
import type { SeriesRole, Stack } from '../protocol/stack.ts'
import { placesIn } from '../volumes/grid.ts'
import type { AnalysisGiven } from './events.ts'

type Choice = 'phases' | 'papillaries' | 'base' | 'bodySizes' | 'scores'

interface Grounds {
  /** stacks that it is made on, with all that is drawn there */
  readonly roles: readonly SeriesRole[]
  /**
   * what of the cines: all chambers at all phases; the wall of the left ventricle at all phases, at both ends of
   * systole, or at end-diastole alone, which tells the long axis and the septum; or nothing
   */
  readonly cines: 'whole' | 'wall' | 'ends' | 'end-diastole' | 'nothing'
  readonly choices: readonly Choice[]
  /** what is given by hand or by the registry */
  readonly given: readonly (keyof AnalysisGiven)[]
}

const volumes: Grounds = {
  roles: [],
  cines: 'whole',
  choices: ['phases', 'papillaries', 'base', 'bodySizes'],
  given: [],
}
const ranges: Grounds = { ...volumes, given: ['person'] }
const atDiastole = { cines: 'end-diastole', choices: ['phases'] } as const
const t1Native: readonly SeriesRole[] = ['molli-native', 't1-native-map']
const t1Post: readonly SeriesRole[] = ['molli-post', 't1-post-map']
const t2: readonly SeriesRole[] = ['t2prep', 't2-map']
const t2star: readonly SeriesRole[] = ['t2star', 't2star-map']
const flow: readonly SeriesRole[] = ['flow-phase', 'flow-magnitude']
const haematocrit = ['haematocrit', 'haematocritFormula'] as const
const motion = ['mapMotion'] as const
const contrast = ['relaxivity', 'saturationTime', 'restWork', 'preBolus'] as const

/** By name of the record, where its parts rest on different things, else of the analysis. */
const grounds: Readonly<Record<string, Grounds>> = {
  volumes,
  ranges,
  inclusion: ranges,
  segments: { roles: [], cines: 'ends', choices: ['phases'], given: ['territories'] },
  // the thickness that a panel shows through the beat
  'segments/beat': { roles: [], cines: 'wall', choices: ['phases'], given: ['territories'] },
  strain: { roles: [], ...atDiastole, given: [] },
  scar: { roles: ['lge-sax'], ...atDiastole, given: [] },
  perfusion: {
    // native T1 turns signal into concentration, where the contrast agent is given
    roles: ['perfusion-rest', 'perfusion-stress', 'perfusion', ...t1Native],
    ...atDiastole,
    given: contrast,
  },
  mapping: {
    roles: [...t1Native, ...t1Post, ...t2, ...t2star],
    ...atDiastole,
    given: [...haematocrit, ...motion],
  },
  'mapping/t1-native': { roles: t1Native, ...atDiastole, given: motion },
  'mapping/t1-post': { roles: t1Post, ...atDiastole, given: motion },
  'mapping/t2': { roles: t2, ...atDiastole, given: motion },
  'mapping/t2star': { roles: t2star, ...atDiastole, given: motion },
  'mapping/ecv': { roles: [...t1Native, ...t1Post], ...atDiastole, given: [...haematocrit, ...motion] },
  flow: { ...volumes, roles: flow },
  'flow/relations': { ...volumes, roles: flow },
  'flow/*': { roles: flow, cines: 'nothing', choices: [], given: [] },
  scores: { roles: [], cines: 'nothing', choices: ['scores'], given: [] },
}

/** @throws RangeError for an analysis that there is not */
function groundsOf(record: string): Grounds {
  const [analysis = record, part] = record.split('/', 2)
  const found =
    grounds[record] ?? (part === undefined ? undefined : grounds[`${analysis}/*`]) ?? grounds[analysis]
  if (found === undefined) throw new RangeError(`nobody knows what ${record} rests on`)
  return found
}

/** Of the stacks that an analysis is made on with all that is drawn there; none: of the cines alone. */
export const ownRoles = (record: string): readonly SeriesRole[] => groundsOf(record).roles

/**
 * The part of an examination that an analysis, or one part of it, is made on.
 *
 * @param record       'strain', or 'mapping/t2' for a part of an analysis
 * @param examination  with its ED and ES as they are used: chosen, or found from the volumes
 */
export function restsOn(record: string, examination: Examination): Examination {
  const { roles, cines, choices, given } = groundsOf(record)
  const { phases, papillaries, base, bodySizes, scores, motionScale, person, territories, mapMotion } =
    examination
  const own = stacksOf(examination, ...roles)
  const { stacks, contours, landmarks, empty } = drawnFor(examination, own, cines)
  const has = (choice: Choice): boolean => choices.includes(choice)
  return {
    stacks,
    contours,
    landmarks,
    empty,
    phases: has('phases') ? phasesFor(phases, record) : {},
    // what does not depend on a convention is made under the usual one
    papillaries: has('papillaries') ? papillaries : 'cavity',
    base: has('base') ? base : 'reader-slices',
    bodySizes: has('bodySizes') ? bodySizes : {},
    ...(has('scores') && scores !== undefined ? { scores } : {}),
    ...(has('scores') && motionScale !== undefined ? { motionScale } : {}),
    ...(given.includes('person') && person !== undefined ? { person } : {}),
    ...(given.includes('haematocrit') && examination.haematocrit !== undefined
      ? { haematocrit: examination.haematocrit }
      : {}),
    ...(given.includes('territories') && territories !== undefined ? { territories } : {}),
    ...(given.includes('mapMotion') && mapMotion !== undefined ? { mapMotion } : {}),
    ...(given.includes('relaxivity') ? givenToPerfusion(examination) : {}),
  }
}

const givenToPerfusion = ({ agent, restWork, preBolus }: Examination) => ({
  ...(agent === undefined ? {} : { agent }),
  ...(restWork === undefined ? {} : { restWork }),
  ...(preBolus === undefined ? {} : { preBolus }),
})

/** Where only the long axis and the septum are taken from the cines, it is all the same when systole ends. */
const needsEs: ReadonlySet<string> = new Set(['volumes', 'ranges', 'inclusion', 'segments', 'strain', 'flow'])

function phasesFor({ ed, es }: Examination['phases'], record: string): Examination['phases'] {
  const [analysis = record] = record.split('/', 1)
  return {
    ...(ed === undefined ? {} : { ed }),
    ...(es === undefined || !needsEs.has(analysis) ? {} : { es }),
  }
}

type Drawn = Pick<Examination, 'stacks' | 'contours' | 'landmarks' | 'empty'>

function drawnFor(examination: Examination, own: readonly Stack[], cines: Grounds['cines']): Drawn {
  if (cines === 'nothing') return onStacks(examination, own)
  if (cines === 'whole') return narrowed(examination, [...own, ...onCines(examination).stacks])
  const { ed } = examination.phases
  const limited = cines === 'ends' ? examination : { ...examination, phases: ed === undefined ? {} : { ed } }
  const part = narrowed(limited, own)
  const here = keysOf(own)
  const counts = ({ border, image }: Contour): boolean =>
    ofLeftWall.has(border) || here.has(imageKeyText(image))
  return { ...part, contours: part.contours.filter(counts) }
}

const ofLeftWall: ReadonlySet<Border> = new Set(['lv-endocardial', 'lv-epicardial'])

const keysOf = (stacks: readonly Stack[]): ReadonlySet<string> =>
  new Set(stacks.flatMap((stack) => [...placesIn(stack).keys()]))

function onStacks({ contours, landmarks, empty }: Examination, stacks: readonly Stack[]): Drawn {
  const keys = keysOf(stacks)
  const here = ({ image }: { readonly image: ImageKey }): boolean => keys.has(imageKeyText(image))
  return {
    stacks,
    contours: contours.filter(here),
    landmarks: landmarks.filter(here),
    empty: empty.filter(here),
  }
}

/** Of what is given only what the analysis takes. */
export function givenFor(record: string, given: AnalysisGiven): AnalysisGiven {
  const { given: taken } = groundsOf(record)
  return Object.fromEntries(Object.entries(given).filter(([key]) => taken.some((name) => name === key)))
}

/**
 * One text for what was drawn, marked, chosen and entered of such a part, whatever the order in which it is kept.
 * What is given is recorded beside it, and images are by their hashes.
 */
export function basisText({
  contours,
  landmarks,
  empty,
  phases,
  papillaries,
  base,
  bodySizes,
  scores,
  motionScale,
}: Examination): string {
  const lines = [...contours, ...landmarks, ...empty].map((one) => JSON.stringify(one)).toSorted()
  return JSON.stringify({ lines, phases, papillaries, base, bodySizes, scores, motionScale })
}

/** What of such a part can change. */
export const basisParts = [
  'images',
  'contours',
  'landmarks',
  'marks',
  'phases',
  'conventions',
  'values',
] as const
export type BasisPart = (typeof basisParts)[number]

/** In what two such parts differ. Contours and landmarks of a read are never changed, only replaced. */
export function changedParts(before: Examination, now: Examination): readonly BasisPart[] {
  const same: Readonly<Record<BasisPart, boolean>> = {
    images: sameMembers(before.stacks, now.stacks),
    contours: sameMembers(before.contours, now.contours),
    landmarks: sameMembers(before.landmarks, now.landmarks),
    marks: marksText(before) === marksText(now),
    phases: before.phases.ed === now.phases.ed && before.phases.es === now.phases.es,
    conventions: before.papillaries === now.papillaries && before.base === now.base,
    values: valuesText(before) === valuesText(now),
  }
  return basisParts.filter((part) => !same[part])
}

function sameMembers<T>(left: readonly T[], right: readonly T[]): boolean {
  if (left.length !== right.length) return false
  const known = new Set(left)
  return right.every((one) => known.has(one))
}

const marksText = ({ empty }: Examination): string =>
  empty
    .map((one) => JSON.stringify(one))
    .toSorted()
    .join()

const valuesText = ({
  bodySizes,
  scores,
  person,
  haematocrit,
  agent,
  restWork,
  preBolus,
  territories,
  mapMotion,
}: Examination): string =>
  JSON.stringify([bodySizes, scores, person, haematocrit, agent, restWork, preBolus, territories, mapMotion])

/** The record, of one analysis, that says of all that a panel shows of it what it rests on. */
export const panelBasis = (analysis: string): string =>
  // thickness is shown through the beat
  analysis === 'segments' ? 'segments/beat' : analysis
