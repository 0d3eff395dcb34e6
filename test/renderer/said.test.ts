import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { german } from '#analysis/sentences/german/german.ts'
import { say, sentences, type Topic, tables } from '#analysis/sentences/say.ts'
import { filled, templateOf } from '#analysis/sentences/template.ts'
import { understood } from '#analysis/sentences/understood.ts'
import type { Fault } from '#contract/faults.ts'
import { refusalSentence } from '../../renderer/client/sentences.ts'
import { detailText, whyText } from '../../renderer/panels/reasons.ts'
import { de } from '../../renderer/texts/de/de.ts'
import { said } from '../../renderer/texts/de/said.ts'
import { said as english } from '../../renderer/texts/en/said.ts'
import { saidLines } from '../../renderer/texts/said.ts'
import { usePreferences } from '../../renderer/theme/preferences.ts'

const topics = Object.keys(tables) as Topic[]
const codesOf = (topic: Topic): [string, string][] =>
  Object.entries(sentences).filter(([code]) => code.startsWith(`${topic}/`))

/** A sentence with parts that no other sentence can be mistaken for. */
function example(sentence: string): { text: string; parts: string[] } {
  const template = templateOf(sentence)
  const given = template.places.map(({ name, number }, k) => [
    name,
    number === undefined ? `Name${k}` : k + 12,
  ])
  const text = filled(template, Object.fromEntries(given))
  const parts = template.places.map(({ number }, k) =>
    number === undefined ? `Name${k}` : (k + 12).toFixed(typeof number === 'object' ? number.digits : 0),
  )
  return { text, parts }
}

describe.each(topics)('a sentence of %s', (topic) => {
  it.each(codesOf(topic))('is found by what it says: %s', (code, sentence) => {
    const { text, parts } = example(sentence)
    const [found] = understood(text)
    expect(found?.code).toBe(code)
    expect(found?.parts.map((part) => part.text)).toEqual(parts)
  })

  it('is said in German with the same parts', () => {
    const names = (sentence: string | undefined): string[] =>
      sentence === undefined
        ? ['no sentence']
        : templateOf(sentence)
            .places.map(({ name }) => name)
            .toSorted()
    for (const [code, sentence] of codesOf(topic))
      expect({ code, parts: names(german[code]) }).toEqual({ code, parts: names(sentence) })
  })
})

it('a reason that stands alone has its words in both languages', () => {
  expect(english.sentence('no-landmarks')).toBe('landmarks are missing')
  expect(said.sentence('no-landmarks')).toBe(de.numbers.reasons['no-landmarks'])
})

describe('a sentence of an analysis', () => {
  const where = say('common/slice-of', { slice: 3, slices: 11 })
  const phase = say('common/phase-of', { phase: 1, phases: 25 })
  const depth = say('volumes/apex-lies-mm-above-lowest', { depth: 2.5 })
  const venc = say('flow/venc-cm-s-10-times', { venc: 1500 })

  it('is not looked for in a text longer than any', () => {
    expect(understood(where)).not.toEqual([])
    expect(understood(where.padEnd(2001))).toEqual([])
    expect(understood('slice '.repeat(1e5))).toEqual([])
  })

  it('is what it was before it had a code', () => {
    expect(where).toBe('slice 3 of 11')
    expect(depth).toBe('the apex lies 2.5 mm above the lowest contour')
    expect(english.sentence(depth)).toBe(depth)
  })

  it.each([
    [depth, 'der Apex liegt 2,5 mm über der untersten Kontur'],
    [
      say('volumes/slice-without-endocardial-contour', { where, name: phase }),
      'Schicht 3 von 11 hat keine endokardiale Kontur (Phase 1 von 25)',
    ],
    [
      say('common/slice-says', {
        slice: 2,
        what: say('common/contour-crosses-itself', { border: 'endocardial' }),
      }),
      'Schicht 2: die Kontur (endokardial) kreuzt sich selbst',
    ],
    [say('common/slice-says', { slice: 2, what: 'no-contours' }), 'Schicht 2: noch keine Konturen'],
    [
      say('common/place-says', { place: 'stress', what: venc }),
      'Stress: eine VENC von 1500 cm/s; zehnmal zu groß, falls sie in mm/s angegeben war',
    ],
    [
      [depth, say('common/slice-says', { slice: 1, what: venc })].join('; '),
      'der Apex liegt 2,5 mm über der untersten Kontur; ' +
        'Schicht 1: eine VENC von 1500 cm/s; zehnmal zu groß, falls sie in mm/s angegeben war',
    ],
    [
      say('stacks/phases-ordered-trigger-times-missing', { clocks: 'trigger and content-time' }),
      'die Phasen sind nach Triggerzeit und Inhaltszeit geordnet: Triggerzeiten fehlen oder wiederholen sich',
    ],
  ])('is said in German, and so are its parts: %s', (recorded, expected) => {
    expect(said.sentence(recorded)).toBe(expected)
  })

  it.each([
    [
      [
        say('dicom/icon-image', { tag: '(0088,0200)' }),
        say('dicom/with-loss'),
        say('files/and-more', { left: 3 }),
      ].join('; '),
      'IconImageSequence (0088,0200) ist ein zweites Bild; es wird nicht weitergegeben; ' +
        'die Pixel wurden verlustbehaftet komprimiert: Ränder und Signal können abweichen; und 3 weitere',
    ],
    [
      [
        say('files/held-back', {
          quarantined: 2,
          total: 9,
          why: say('dicom/no-marker', { place: 'the file' }),
        }),
        say('files/discarded', { discarded: 1, total: 9 }),
      ].join(' '),
      '2 von 9 Bildern zurückgehalten: die Datei sagt nicht, dass die Identität entfernt wurde. ' +
        '1 von 9 Bildern zurückgehalten und verworfen.',
    ],
  ])('is found among others beside it, whatever signs it holds: %s', (recorded, expected) => {
    expect(said.sentence(recorded)).toBe(expected)
  })

  it.each(['anything an older version said, of slice 3', 'LV and RV: Smith at 3 o\u2019clock', ''])(
    'that has no code is shown as it was recorded: %s',
    (recorded) => {
      expect(said.sentence(recorded)).toBe(recorded)
    },
  )
})

describe('the window', () => {
  const renderer = fileURLToPath(new URL('../../renderer', import.meta.url))
  const detail = say('common/contour-encloses-nothing', { border: 'epicardial' })
  afterEach(() => usePreferences.setState({ language: 'en' }))

  it('says why a number is missing in its own language', () => {
    expect(whyText('degenerate-contour', detail)).toContain('the epicardial contour encloses nothing')
    usePreferences.setState({ language: 'de' })
    expect(whyText('degenerate-contour', detail)).toBe(
      'eine Kontur umschließt nichts (die Kontur (epikardial) umschließt nichts)',
    )
    expect(detailText('no-contours', undefined)).toBe('noch keine Konturen')
    expect(saidLines([detail, 'of an older version'])).toBe(
      'die Kontur (epikardial) umschließt nichts\nof an older version',
    )
  })

  it('says in its own language why something was refused', () => {
    const registry = 'https://registry.example'
    const faults: readonly Fault[] = [
      { code: 'registry-unreachable', data: { registry, detail: say('registry/nothing-listens') } },
      { code: 'registry-broken', data: { registry, detail: say('registry/no-json') } },
      { code: 'registry-address-refused', data: { registry, detail: say('registry/https-only') } },
      {
        code: 'library-damaged',
        data: { library: '/l', detail: say('library/event-missing', { event: 3 }) },
      },
      { code: 'library-unusable', data: { library: '/l', detail: say('library/not-writable') } },
      { code: 'file-refused', data: { path: '/f', problems: [say('files/json-missing')] } },
      { code: 'read-sealed', data: { read: 'r', reason: say('files/study-withdrawn') } },
      { code: 'not-releasable', data: { entry: 'e', reason: say('files/found-identity') } },
    ]
    usePreferences.setState({ language: 'de' })
    for (const fault of faults) {
      const detail = 'detail' in fault.data ? fault.data.detail : undefined
      const reason = 'reason' in fault.data ? fault.data.reason : undefined
      const problem = 'problems' in fault.data ? fault.data.problems[0] : undefined
      const english = detail ?? reason ?? problem ?? ''
      const { what } = refusalSentence(fault)
      expect(what).toContain(said.sentence(english))
      expect(what).not.toContain(english)
    }
  })

  it('says in its own language why a read is sealed', () => {
    const why = say('registry/subject-withdrawn', { withdrawn: 'S-1', reason: 'Einwilligung zurückgezogen' })
    const expected = 'die Person S-1 wurde zurückgezogen: Einwilligung zurückgezogen'
    expect(de.acts.sealed(why)).toContain(expected)
    expect(de.room.footer.sealed(why)).toContain(expected)
    expect(de.history.event({ kind: 'sealed', reason: why })).toContain(expected)
  })

  it('shows no warning and no detail as it was recorded', () => {
    const bare =
      /\{(?:entry|registry|study\.upload)\.detail\}|\{(?:finding\.sentence|problem|reason)\} ?<|\bwarnings\.(?:join|slice\([^)]*\)\.join)\(|\$\{[\w.]*\.?detail \?\?|\.detail \?\? [\w.]+\.reason/
    const showing = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('texts/'))
      .filter((path) => bare.test(readFileSync(join(renderer, path), 'utf8')))
    expect(showing).toEqual([])
  })
})
