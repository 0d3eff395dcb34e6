/**
 * Roles of whole virtual examinations. The truth is the prescription that the headers were made from; the headers
 * are made by `dialects.ts`, which knows nothing of how they are read.
 */
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { SeriesRole } from '#analysis/protocol/stack.ts'
import { type DialectName, dialects } from '../../analysis/protocol/examination/dialects.ts'
import {
  compare,
  type Examination,
  type ExaminationOptions,
  examine,
} from '../../analysis/protocol/examination/examination.ts'
import { languages } from '../../analysis/protocol/examination/languages.ts'
import { cineFolder, factsIn, patients, scoutFolder } from '../../analysis/sunnybrook.ts'
import { shuffled } from '../../analysis/synthetic.ts'
import { sharedFolder } from '../../shared.ts'
import type { TruthCases, TruthRow } from '../row.ts'

const source = 'test/analysis/protocol/examination/prescription.ts'
const names = Object.keys(dialects) as DialectName[]
const turns = [
  [0, 0, 0],
  [-25, 0, 0],
  [25, 0, 0],
  [0, -25, 0],
  [0, 25, 0],
  [0, 0, -25],
  [0, 0, 25],
] as const

/** Images by role, true and rightly found; of those in a stack with images of another part none is right. */
type Tally = Map<SeriesRole, { images: number; right: number }>

function count(tally: Tally, examination: Examination, files: Examination['instances']): void {
  const { stacks } = sortIntoStacks(files)
  const { torn } = compare(examination, stacks)
  const found = new Map<string, SeriesRole>()
  if (torn.length === 0)
    for (const stack of stacks)
      for (const frame of stack.frames.flat())
        if (frame !== null) found.set(`${frame.sopInstanceUid}/${frame.frame}`, stack.role)
  for (const [image, { role }] of examination.truth) {
    const one = tally.get(role) ?? { images: 0, right: 0 }
    tally.set(role, {
      images: one.images + 1,
      right: one.right + (found.get(image) === role ? 1 : 0),
    })
  }
}

const row = (quantity: string, what: string, truth: number, measured: number | undefined): TruthRow => ({
  analysis: 'series',
  quantity,
  case: what,
  unit: '1',
  truth,
  measured,
  tolerance: { absolute: 0 },
  source,
})

const total = (tally: Tally): { images: number; right: number } => {
  const all = [...tally.values()]
  return {
    images: all.reduce((sum, { images }) => sum + images, 0),
    right: all.reduce((sum, { right }) => sum + right, 0),
  }
}

export const series: TruthCases = () => [...matrix(), ...described(), ...damaged(), ...real()]

/** Without a word of description: a row for each vendor and a row for each role. */
function matrix(): TruthRow[] {
  const whole: Tally = new Map()
  const vendors = names.map((name, n) => {
    const tally: Tally = new Map()
    turns.forEach((turned, t) => {
      const examination = examine({
        dialect: dialects[name],
        turned,
        spin: 5 * ((t % 3) - 1),
        seed: 10 * n + t,
      })
      count(tally, examination, shuffled(examination.instances, t + 1))
    })
    for (const [role, { images, right }] of tally) {
      const one = whole.get(role) ?? { images: 0, right: 0 }
      whole.set(role, { images: one.images + images, right: one.right + right })
    }
    const { images, right } = total(tally)
    return row('images with their role', `${name}, no descriptions, 7 orientations`, images, right)
  })
  const roles = [...whole].map(([role, { images, right }]) =>
    row(`images known as ${role}`, '6 vendors, no descriptions, 7 orientations', images, right),
  )
  return [...vendors, ...roles]
}

function described(): TruthRow[] {
  return Object.entries(languages).map(([language, words], k) => {
    const name = names[k % names.length] ?? 'GE'
    const tally: Tally = new Map()
    const examination = examine({ dialect: dialects[name], words, seed: k })
    count(tally, examination, shuffled(examination.instances, k + 1))
    const { images, right } = total(tally)
    return row('images with their role', `${name}, described in ${language}`, images, right)
  })
}

/** What goes wrong on the way to the reader. */
function damaged(): TruthRow[] {
  const damages: Readonly<Record<string, NonNullable<ExaminationOptions['acquisitions']>>> = {
    'two slices of each short axis missing': (all) =>
      all.map((one) =>
        one.name.endsWith('sax')
          ? { ...one, slices: one.slices.filter((_, slice) => slice !== 3 && slice !== 7) }
          : one,
      ),
    'no short-axis cine': (all) => all.filter(({ name }) => name !== 'sax' && name !== 'tagging'),
    'no late enhancement': (all) => all.filter(({ name }) => !name.startsWith('lge') && name !== 'ti scout'),
  }
  return Object.entries(damages).map(([what, acquisitions], k) => {
    const tally: Tally = new Map()
    for (const name of names)
      count(tally, ...withFiles(examine({ dialect: dialects[name], acquisitions, seed: k })))
    const { images, right } = total(tally)
    return row('images with their role', `6 vendors, ${what}`, images, right)
  })
}

const withFiles = (examination: Examination): [Examination, Examination['instances']] => [
  examination,
  shuffled(examination.instances, 3),
]

/** Two patients of the Sunnybrook data, of whom only a short-axis cine and a scout were published. */
function real(): TruthRow[] {
  const shared = sharedFolder
  if (shared === undefined) return []
  return patients.map((patient, k) => {
    const cine = [...factsIn(cineFolder(shared, patient)).values()]
    const scouts = k === 0 ? [...factsIn(scoutFolder(shared)).values()] : []
    const { stacks } = sortIntoStacks(shuffled([...cine, ...scouts], 9))
    const imagesOf = (role: SeriesRole): number =>
      stacks
        .filter((stack) => stack.role === role)
        .reduce((sum, { frames }) => sum + frames.flat().filter((frame) => frame !== null).length, 0)
    return {
      ...row(
        'images with their role',
        `Sunnybrook ${patient}`,
        cine.length + scouts.length,
        imagesOf('cine-sax') + imagesOf('scout'),
      ),
      source: 'shared/data/sunnybrook/README.md',
    }
  })
}
