import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { publishedFormulas } from '#analysis/mapping/haematocrit.ts'
import { relaxationModels } from '#analysis/mapping/models.ts'
import { methodPieces } from '#analysis/measurements/method-names-en.ts'
import { dcmInclusionRule } from '#analysis/ranges/dcm-inclusion.ts'
import { usualMethodNames } from '#analysis/scar/options.ts'
import { levelRules } from '#analysis/segments/levels.ts'
import { thicknessMethods } from '#analysis/segments/methods.ts'
import { scoreScales } from '#analysis/segments/scores.ts'
import { sectorVariants } from '#analysis/segments/sectors.ts'
import { apexRules } from '#analysis/volumes/apex.ts'
import { bsaFormulas } from '#analysis/volumes/body-size.ts'
import { outflowRules } from '#analysis/volumes/clipped.ts'
import { lengthRules } from '#analysis/volumes/long-axis/area-length.ts'
import { baseRules, periodicHarmonics } from '#analysis/volumes/methods.ts'
import { de } from '../../renderer/texts/de/de.ts'
import { en } from '../../renderer/texts/en/en.ts'

const analysis = fileURLToPath(new URL('../../workers/analysis', import.meta.url))

/** Statistics over many reads and subjects, which no window shows; what is printed or stated is named elsewhere. */
const notShown = ['agreement', 'survival', 'risk', 'report', 'sentences', 'phantom']

const formulas = [...publishedFormulas, 'local']
/** What takes the places in names that are put together. */
const composed = [
  ...outflowRules.flatMap((outflow) => apexRules.map((apex) => `outflow-${outflow}/apex-${apex}`)),
  'valve-square-to-view',
  ...baseRules.flatMap((base) => [`${base}/cavity`, `${base}/mass`]),
  ...lengthRules.map((rule) => `area-length/biplane/${rule}`),
  ...['2ch', '3ch', '4ch'].map((view) => `area-length/${view}`),
  ...[...bsaFormulas, 'unknown'].flatMap((formula) => [formula, `bsa-${formula}`]),
  periodicHarmonics.name,
  'height',
  ...thicknessMethods,
  ...sectorVariants,
  ...levelRules,
  'no-levels',
  'right-dominant',
  'patient',
  ...Object.values(scoreScales).map(({ name }) => name),
  ...Object.keys(relaxationModels),
  'scanner-map',
  ...formulas,
  'haematocrit-sample',
  ...formulas.map((formula) => `haematocrit-synthetic-${formula}`),
  ...usualMethodNames,
  'lge/drawn',
  ...['drawn', 'automatic'].map((origin) => `remote-${origin}`),
  ...['maximum', 'remote'].map((above) => `core-fwhm-${above}`),
  'grey-from-2-sd',
  dcmInclusionRule.rule,
  'healthy-hearts-2024',
  'uk-biobank-2017',
]

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly key?: { readonly name?: string }
  readonly value?: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** Names of methods that stand in a source, with their places still in them. */
function writtenIn(node: unknown, source: string): string[] {
  if (Array.isArray(node)) return node.flatMap((one) => writtenIn(one, source))
  if (!isNode(node)) return []
  const text =
    node.type === 'Property' && node.key?.name === 'method' && isNode(node.value)
      ? source.slice(node.value.start, node.value.end)
      : ''
  const own = /^['`].*['`]$/.test(text) ? [text.slice(1, -1)] : []
  return [...own, ...Object.values(node).flatMap((child) => writtenIn(child, source))]
}

const written = readdirSync(analysis, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !notShown.includes(path.split('/')[0] ?? ''))
  .flatMap((path) => {
    const source = readFileSync(join(analysis, path), 'utf8')
    return writtenIn(parseSync(path, source).program, source)
  })

const pieces = new Set(
  [...written, ...composed]
    .flatMap((method) => method.split('/'))
    .filter((piece) => !piece.includes('$' + '{')),
)
/** Said by their numbers. */
const isNumbered = (piece: string): boolean => /^(grey-from-)?\d+-sd$/.test(piece)

describe('a method', () => {
  it('is found wherever it is written out', () => {
    expect(written).toContain('phase-contrast/frame-wise')
    expect(written).toContain('lge/remote-$' + '{origin}')
    expect(written.length).toBeGreaterThan(30)
  })

  it.each([...pieces])('has words for each piece of its name: %s', (piece) => {
    expect(isNumbered(piece) || piece in methodPieces).toBe(true)
  })

  it('has no words for a piece that no method has', () => {
    expect(Object.keys(methodPieces).filter((piece) => !pieces.has(piece))).toEqual([])
  })

  it.each([
    [
      'disc-summation/reader-slices',
      'Sum of discs, reader’s slices',
      'Scheibensummation, Schichten des Befunders',
    ],
    ['lge/5-sd', 'Late enhancement, 5 SD', 'Late Enhancement, 5 SD'],
    [
      'lge/core-fwhm-remote/grey-from-2-sd',
      'Late enhancement, core by FWHM above remote, grey zone from 2 SD',
      'Late Enhancement, Kern nach FWHM über gesundem Myokard, Grauzone ab 2 SD',
    ],
    ['upslope/signal', 'Upslope, of the signal', 'Anstieg, des Signals'],
    ['molli', 'MOLLI, three parameters', 'MOLLI, drei Parameter'],
    ['t2-2', 'T2 decay, two parameters', 'T2-Zerfall, zwei Parameter'],
    ['of-a-later-version', 'of-a-later-version', 'of-a-later-version'],
  ])('is said in both languages: %s', (method, english, german) => {
    expect(en.methods.name(method)).toBe(english)
    expect(de.methods.name(method)).toBe(german)
  })
})

describe('the history of a read', () => {
  it.each([
    [
      'strain',
      'bspline-registration-tracking',
      'Strain (Verfolgung durch B-Spline-Registrierung, Version 2)',
    ],
    ['mapping/t1-native', 'molli', 'Mapping: Natives T1 (MOLLI, drei Parameter, Version 2)'],
    ['flow/aorta', 'phase-contrast/frame-wise', 'Fluss: Aorta (Phasenkontrast, Phase für Phase, Version 2)'],
    ['flow/relations', 'flow-relations', 'Fluss: Beide Kreisläufe (Beide Kreisläufe verglichen, Version 2)'],
    [
      'ranges/uk-biobank-2017',
      'reference-ranges',
      'Normbereiche: UK Biobank 2017 (Referenzbereiche, Version 2)',
    ],
  ])('names the analysis and its method in words: %s', (analysed, method, expected) => {
    const body = { kind: 'analysis-recorded', analysis: analysed, method, version: '2' }
    expect(de.history.event(body as Parameters<typeof de.history.event>[0])).toBe(
      `Auswertung festgehalten: ${expected}`,
    )
  })
})
