import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const analysis = join(repository, 'workers/analysis')

/** Folders that say something to a reader of the window. */
const folders = [
  'annotations',
  'contours',
  'examination',
  'flow',
  'images',
  'mapping',
  'perfusion',
  'protocol',
  'ranges',
  'reading',
  'registration',
  'scar',
  'segments',
  'strain',
  'surfaces',
  'volumes',
] as const

/** Folders whose other texts are names: of character sets, attributes, vendors and syntaxes. */
const beside = [
  'workers/dicom/facts',
  'workers/dicom/identity',
  'workers/dicom/parse',
  'workers/dicom/pixels',
  'main/dicomweb',
  'main/services/library',
] as const

/** Two words in a row that are no name. */
const running = /['`}\s][a-z]{2,} (?:\$\{[^}]*\} )?[a-z]{2,}/
/** What sentences are said of, which German has words for; and an error that is caught where it is thrown. */
const notSaid = /'the (?:file|object|preamble|end of the file)'$|bytes are needed`$/

/** Files whose words are no sentences: names of scales, segments, series and tables, words that headers hold, paths of a drawing. */
const words = [
  'examination/scores.ts',
  'perfusion/likeness.ts',
  'protocol/language.ts',
  'protocol/role-names.ts',
  'protocol/roles.ts',
  'protocol/signal.ts',
  'ranges/healthy-hearts.ts',
  'ranges/uk-biobank.ts',
  'scar/method-names.ts',
  'reading/adjudication/decision.ts',
  'segments/aha.ts',
  'segments/bulls-eye.ts',
  'segments/grade-names.ts',
  'segments/scores.ts',
]

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly value?: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** Texts of two words and more, but for those of errors (which no reader sees), types and paths of modules. */
function textsIn(node: unknown, source: string): string[] {
  if (Array.isArray(node)) return node.flatMap((one) => textsIn(one, source))
  if (!isNode(node)) return []
  if (node.type.startsWith('Import') || node.type === 'TSLiteralType') return []
  if (node.type === 'NewExpression' && /Error\(/.test(source.slice(node.start, node.end))) return []
  const own = source.slice(node.start, node.end)
  const isText =
    (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'TemplateLiteral'
  const said = own.replace(/\$\{[^}]*\}/g, '').slice(1, -1)
  const found = isText && /[a-z]{2}.* | .*[a-z]{2}/i.test(said) && !/^ [a-z ]+ $/.test(said) ? [own] : []
  return [...found, ...Object.values(node).flatMap((child) => textsIn(child, source))]
}

const sentencesIn = (path: string, source: string): string[] =>
  textsIn(parseSync(path, source).program, source).map((text) => `${path}: ${text}`)

describe('what an analysis says', () => {
  it('is found wherever it is written out', () => {
    const bad = "import a from 'b c'; export const why = unmeasured('x', `slice $" + '{1} is lost`)'
    expect(sentencesIn('a.ts', bad)).toHaveLength(1)
    expect(sentencesIn('a.ts', "throw new RangeError('a caller has a bug')")).toEqual([])
    expect(sentencesIn('a.ts', "list.join(' and ')")).toEqual([])
  })

  it.each(folders)('stands in the table of sentences alone: %s', (folder) => {
    const outside = readdirSync(join(analysis, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path}`)
      .filter((path) => path.endsWith('.ts') && !words.includes(path))
      .flatMap((path) => sentencesIn(path, readFileSync(join(analysis, path), 'utf8')))
    expect(outside).toEqual([])
  })

  it.each(beside)('stands there too where a file or a registry is read: %s', (folder) => {
    const outside = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => sentencesIn(path, readFileSync(join(repository, folder, path), 'utf8')))
      .filter((found) => running.test(found) && !notSaid.test(found))
    expect(outside).toEqual([])
  })
})
