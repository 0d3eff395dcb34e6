import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { de } from '../../renderer/texts/de/de.ts'
import { en } from '../../renderer/texts/en/en.ts'
import { numberIn } from '../../renderer/texts/formats.ts'
import { usePreferences } from '../../renderer/theme/preferences.ts'

const renderer = fileURLToPath(new URL('../../renderer', import.meta.url))

/** The table of commands is the English of its titles; a font is called as it is called. */
const spokenElsewhere = ['keys/commands.ts', 'theme/tokens.ts']

const comments = /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/[^\n]*/g
/** Begins with a capital, has a space and a word after it: what a person reads, not what a machine does. */
const literal = /(?<!(?:Error|case|console\.\w+)\s*\(?)(['`])([A-Z][a-z]+(?:[ ,:;…-]+[^'`\n]*)? [^'`\n]*)\1/g
/** The same with parts, which may hold quotes. */
const template = /(?<!Error\s*\(?)`([A-Z][a-z]+ [a-z][^`\n]*)`/g
const words =
  />\s*((?!(?:return|export|const|readonly|private|function|type|interface|case|if) )[A-Za-z][a-z]+ [a-z][^<>{}=;():\n]*?)\s*</g
/** What a control is called, in words of its own; an address is an example in every language. */
const named = /\b(?:title|label|placeholder|aria-label)=(?:"|\{`)((?!https?:)[A-Za-z][a-z]+[^"`]*)/g

function sentencesIn(source: string): string[] {
  const code = source.replace(comments, '')
  const said = [...code.matchAll(literal)].map(([, , text]) => text ?? '')
  const others = [template, words, named].flatMap((pattern) =>
    [...code.matchAll(pattern)].map(([, text]) => text ?? ''),
  )
  return [...new Set([...said, ...others])]
}

const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !path.startsWith('texts/') && !spokenElsewhere.includes(path),
)

/** Places of a drawing, a number to compare with or to round, and what the tables of texts say in one language. */
const unsaid = ['charts/LineChart.tsx', 'charts/axis.ts', 'surfaces/stage.ts', 'texts/decimals.ts']

describe('what the window says', () => {
  it('is found where it stands in the code', () => {
    expect(sentencesIn("notify({ what: 'Nobody is reading yet.' })")).toEqual(['Nobody is reading yet.'])
    expect(sentencesIn('<p>Asking the library</p>')).toEqual(['Asking the library'])
    expect(sentencesIn('<p>nothing here yet</p>')).toEqual(['nothing here yet'])
    expect(sentencesIn('<a title="Close" />')).toEqual(['Close'])
    expect(sentencesIn('`This is ' + '$' + "{why ?? 'sealed'}.`")).toHaveLength(1)
    expect(sentencesIn("throw new Error('The page has no root')")).toEqual([])
  })

  it('stands in the texts of both languages, not in the code', () => {
    const found = files
      .map((path) => [path, sentencesIn(readFileSync(join(renderer, path), 'utf8'))] as const)
      .filter(([, said]) => said.length > 0)
    expect(found).toEqual([])
  })

  it('has one German word for one thing', () => {
    const setAside =
      /Cavum|\bSAX\b|[Ss]päten? Anreicherung|Ansatzpunkt|RV-Ansatz|(?:Vordere|Hintere) RV|(?:in der|zur) Masse\b/
    const german = ['../../renderer/texts/de', '../../workers/analysis/sentences/german'].map((folder) =>
      fileURLToPath(new URL(folder, import.meta.url)),
    )
    const found = german
      .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
      .filter((path) => setAside.test(readFileSync(path, 'utf8')))
    expect(found).toEqual([])
  })

  it('names the eye of a hidden text in its own language, which the library of components does not', () => {
    const bare = files.filter((path) => readFileSync(join(renderer, path), 'utf8').includes('<PasswordInput'))
    expect(bare).toEqual(['dialogs/SecretInput.tsx'])
  })

  it('writes its numbers and dates as the language does', () => {
    const bare = /\.toFixed\(|\.toPrecision\(|\.toLocale(?:Date|Time)?String\(\)/
    const found = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !unsaid.includes(path))
      .filter((path) => bare.test(readFileSync(join(renderer, path), 'utf8')))
    expect(found).toEqual([])
    expect(de.contouring.radius(8)).toBe('Radius 8,0 mm')
    expect(en.contouring.radius(8)).toBe('Radius 8.0 mm')
  })

  it('is said in German where it is said in English, and is not left in English', () => {
    expect(shapeOf(de)).toEqual(shapeOf(en))
    const german = new Map(leaves(de))
    const same = leaves(en).filter(([path, text]) => / [a-z]+ /.test(text) && german.get(path) === text)
    expect(same).toEqual([])
  })

  it('writes numbers as its language does', () => {
    expect(numberIn(1234.5, 1)).toBe('1,234.5')
    usePreferences.setState({ language: 'de' })
    expect(numberIn(1234.5, 1)).toBe('1.234,5')
    usePreferences.setState({ language: 'en' })
  })
})

function leaves(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}/${key}`))
}

/** Names and kinds of all parts, but for tables whose entries a language may have more of. */
function shapeOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`]
  if (path === '/keys/keyNames') return [path]
  return Object.keys(value)
    .toSorted()
    .flatMap((key) => shapeOf((value as Record<string, unknown>)[key], `${path}/${key}`))
}
