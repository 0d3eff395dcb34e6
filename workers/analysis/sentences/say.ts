/**
 * Every sentence that a part of the program says to a person, by its code: why there is no number, what a number is to
 * be taken with care for, by what a series was told, why a file was refused or a registry not reached. The sentence is
 * what is recorded and sent; `understood.ts` goes back from it.
 */
import { common } from './common.ts'
import { contours } from './contours.ts'
import { dicom } from './dicom.ts'
import { files } from './files.ts'
import { flow } from './flow.ts'
import { images } from './images.ts'
import { library } from './library.ts'
import { mapping } from './mapping.ts'
import { perfusion } from './perfusion.ts'
import { ranges } from './ranges.ts'
import { reading } from './reading.ts'
import { reasons } from './reasons.ts'
import { registry } from './registry.ts'
import { scar } from './scar.ts'
import { segments } from './segments.ts'
import { stacks } from './stacks.ts'
import { strain } from './strain.ts'
import { study } from './study.ts'
import { surfaces } from './surfaces.ts'
import { filled, type PartsGiven, type Template, templateOf } from './template.ts'
import { values } from './values.ts'
import { volumes } from './volumes.ts'

export const tables = {
  common,
  reasons,
  volumes,
  stacks,
  images,
  strain,
  scar,
  perfusion,
  mapping,
  flow,
  segments,
  contours,
  study,
  ranges,
  values,
  surfaces,
  reading,
  dicom,
  files,
  registry,
  library,
} as const

export type Topic = keyof typeof tables
type Sentences = {
  readonly [T in Topic]: {
    readonly [K in keyof (typeof tables)[T] & string as `${T}/${K}`]: (typeof tables)[T][K]
  }
}[Topic]
type All = Intersected<Sentences>
type Intersected<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void
  ? I
  : never

export type Code = keyof All & string

/** All of them in English, with their places. */
export const sentences: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(tables).flatMap(([topic, table]) =>
    Object.entries(table).map(([name, sentence]) => [`${topic}/${name}`, sentence]),
  ),
)

const templates = new Map<string, Template>()

function template(code: string): Template {
  const known = templates.get(code)
  if (known !== undefined) return known
  const sentence = sentences[code]
  if (sentence === undefined) throw new RangeError(`there is no sentence ${code}`)
  const made = templateOf(sentence)
  templates.set(code, made)
  return made
}

/** The English sentence. */
export const say = <C extends Code>(code: C, ...[parts]: PartsGiven<All[C] & string>): string =>
  filled(template(code), parts ?? {})
