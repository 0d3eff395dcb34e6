import { describe, expect, it } from 'vitest'
import { runInclusion, runRanges } from '#analysis/examination/ranges.ts'
import { runFlowRelations } from '#analysis/examination/relations.ts'
import { runScores } from '#analysis/examination/scores.ts'
import { flowDefaults } from '#analysis/flow/input.ts'
import { usualEcv } from '#analysis/mapping/extracellular-volume.ts'
import { usualMapping } from '#analysis/mapping/mapping.ts'
import { usualMotion } from '#analysis/mapping/motion.ts'
import { perfusionDefaults } from '#analysis/perfusion/perfusion.ts'
import { usualScar } from '#analysis/scar/options.ts'
import { regionalFunction } from '#analysis/segments/regional-function.ts'
import { usualStrain } from '#analysis/strain/options.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import { volumesOptions } from '#analysis/volumes/volumes.ts'
import { type AnalysisName, analysisNames } from '#contract/analysis-documents/analyses.ts'
import { optionLines } from '../../../renderer/panels/numbers/option-lines.ts'
import { de } from '../../../renderer/texts/de/de.ts'
import { en } from '../../../renderer/texts/en/en.ts'

type Json = Parameters<typeof optionLines>[1]['options']
interface Recorded {
  readonly analysis: AnalysisName
  readonly part?: string
  readonly options: object
}

const json = (options: object): Json => JSON.parse(JSON.stringify(options)) as Json
const lines = (texts: typeof en, { options, ...which }: Recorded): readonly string[] =>
  optionLines(texts, { ...which, options: json(options) })

const of = (analysis: AnalysisName, options: object, part?: string): Recorded => ({
  analysis,
  options,
  ...(part === undefined ? {} : { part }),
})

const volumes = measured({ measurements: [] }) as never
const person = { person: { age: [{ value: 50, source: 'reader' }] } } as never
const optionsIn = (outcome: { measured: boolean; value?: { options: object } }): object => {
  if (outcome.value === undefined) throw new Error('nothing was measured')
  return outcome.value.options
}
const aorta = { vessel: 'aorta', outcome: unmeasured('no-contours') } as const

/** As the analyses hand them over, in each of them those that are usual. */
const recorded: readonly Recorded[] = [
  of('volumes', volumesOptions({ landmarks: [] }, { chosen: { lv: { ed: 0, es: 7 }, rv: {} } })),
  of('segments', regionalFunction([]).options),
  of('strain', usualStrain),
  of('scar', usualScar('magnitude')),
  of('perfusion', perfusionDefaults),
  of('mapping', { ...usualMapping('t1-native'), motion: usualMotion }, 't1-native'),
  of('mapping', usualEcv, 'ecv'),
  of('flow', flowDefaults, 'aorta'),
  of('flow', optionsIn(runFlowRelations([aorta], unmeasured('no-contours'))), 'relations'),
  of(
    'scores',
    optionsIn(
      runScores({
        scores: [{ segment: 1, scale: { name: 'aha-motion', version: '1' }, grade: 'normal' }],
      } as never),
    ),
  ),
  of('ranges', optionsIn(runRanges(person, volumes)), 'healthy-hearts-2024'),
  of('inclusion', optionsIn(runInclusion(person, volumes))),
]

/** Names as code has them: 'controlSpacing', 'remote-2'. */
const raw = /\b[a-z]+[A-Z]\w*|\b[a-z]+(-[a-z]+)*-\d|undefined|\[object/

const units = /\([^)]*\)/g

describe('the options of an analysis', () => {
  it('are shown of every analysis', () => {
    expect(new Set(recorded.map(({ analysis }) => analysis))).toEqual(new Set(analysisNames))
    for (const one of recorded) expect(lines(en, one)).not.toEqual([])
  })

  it.each(recorded)('have words in both languages: $analysis $part', (one) => {
    const english = lines(en, one)
    const german = lines(de, one)
    expect(english).toHaveLength(german.length)
    for (const line of [...english, ...german]) {
      expect(line.replaceAll(units, '')).not.toMatch(raw)
    }
    // no name is left in English
    const same = german.filter((line, index) => line === english[index])
    expect(same.filter((line) => !sameInBoth.some((word) => line.includes(word)))).toEqual([])
  })

  it.each([
    ['volumes', 0, 'Rule of the base: reader’s slices', 'Regel der Basis: Schichten des Befunders'],
    ['volumes', 1, 'Papillaries: in the cavity', 'Papillarmuskeln: in der Höhle'],
    ['volumes', 6, 'Phases · LV · ED as set, phase: 1', 'Phasen · LV · gesetzte ED, Phase: 1'],
    [
      'strain',
      0,
      'Registration · distance of control points (mm): 6',
      'Registrierung · Abstand der Kontrollpunkte (mm): 6',
    ],
    [
      'segments',
      6,
      'Arteries · by segment: LAD 1, 2, 7, 8, 13, 14, 17; RCA 3, 4, 9, 10, 15; LCX 5, 6, 11, 12, 16',
      'Arterien · nach Segment: LAD 1, 2, 7, 8, 13, 14, 17; RCA 3, 4, 9, 10, 15; LCX 5, 6, 11, 12, 16',
    ],
    ['inclusion', 0, 'Rule: MPS-CMR-DCM', 'Regel: MPS-CMR-DCM'],
  ] as const)('are said in words, with their units: %s, line %i', (analysis, line, english, german) => {
    const one = recorded.find((found) => found.analysis === analysis) as Recorded
    expect(lines(en, one)[line]).toBe(english)
    expect(lines(de, one)[line]).toBe(german)
  })

  it('list the methods of late enhancement, and the levels of a registration', () => {
    const scar = recorded.find(({ analysis }) => analysis === 'scar') as Recorded
    expect(lines(de, scar)).toContain(
      'Methoden: Art SD über gesundem Myokard, Standardabweichungen 2; Art SD über gesundem Myokard, Standardabweichungen 3; ' +
        'Art SD über gesundem Myokard, Standardabweichungen 5; Art SD über gesundem Myokard, Standardabweichungen 6; ' +
        'Art FWHM, vom Maximum; Art FWHM, vom Maximum über gesundem Myokard; Art Otsu; Art gewichtete Pixel, Standardabweichungen 3',
    )
    const strain = recorded.find(({ analysis }) => analysis === 'strain') as Recorded
    expect(lines(en, strain).find((line) => line.startsWith('Registration · levels'))).toMatch(
      /^Registration · levels: smoothing \(mm\) [\d.]+, every so many pixels \d+;/,
    )
  })

  it('of a later version are said as they are recorded', () => {
    expect(lines(de, of('strain', { ofLater: { version: 'so' } }))).toEqual(['OfLater · version: so'])
  })
})

/** Words that both languages have. */
const sameInBoth = ['LV: ', 'RV: ', 'Version', 'Signal', 'LAD', 'Otsu', 'MPS-CMR-DCM']
