import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type FileOutcome, type Inspection, inspect, verdictOf } from '#dicom/inspect.ts'
import type { Content, Expectation, HostileCase } from './case.ts'
import { corpus, corpusProject, writeCorpus } from './corpus.ts'

const outcomes: Readonly<Record<Expectation, FileOutcome>> = {
  accept: 'accepted',
  'accept+warn': 'accepted-with-warning',
  quarantine: 'quarantined',
  reject: 'refused',
}

const ends: Readonly<Record<Expectation, string>> = {
  accept: 'is accepted',
  'accept+warn': 'is accepted with a warning',
  quarantine: 'is quarantined',
  reject: 'is refused',
}

const look = (content: Content): Inspection => {
  if (!(content instanceof Uint8Array)) throw new TypeError('only files are looked at')
  return inspect(content, { project: { protocolId: corpusProject } })
}

const caseOf = (id: string): HostileCase => {
  const found = corpus.find((one) => one.id === id)
  if (!found) throw new RangeError(`no case ${id}`)
  return found
}

const imagesOf = (id: string) =>
  Object.values(caseOf(id).files()).map((content) => {
    const inspection = look(content)
    if (inspection.kind !== 'image') throw new TypeError(`${id} holds something else than images`)
    return inspection
  })

describe('a file by itself', () => {
  for (const { id, why, expect: expected, shownBy, files } of corpus) {
    if (shownBy !== 'file') continue
    it(`${id} (${why || 'as its name says'}) ${ends[expected]} within 2 s`, () => {
      const contents = Object.values(files())
      const start = performance.now()
      const verdicts = contents.map((content) => verdictOf(look(content)))
      const took = performance.now() - start
      expect(verdicts.map(({ outcome }) => outcome)).toEqual(contents.map(() => outcomes[expected]))
      for (const { outcome, reason } of verdicts) expect(reason !== undefined).toBe(outcome !== 'accepted')
      expect(took).toBeLessThan(2000)
    })
  }
})

describe('files that only together are wrong', () => {
  it('carry the same instance UID and different hashes when their pixels conflict', () => {
    const [one, other] = imagesOf('I02-dup-conflict')
    expect(one?.facts.sopInstanceUid).toBe(other?.facts.sopInstanceUid)
    expect(one?.sha256).not.toBe(other?.sha256)
  })

  it('carry one series UID and two study UIDs when a series is in two studies', () => {
    const images = imagesOf('I03-series-in-2-studies')
    expect(new Set(images.map(({ facts }) => facts.seriesUid)).size).toBe(1)
    expect(new Set(images.map(({ facts }) => facts.studyUid)).size).toBe(2)
  })

  it('carry different subject keys when one study holds two subjects, and the same key otherwise', () => {
    const mixed = imagesOf('I04-study-2-patients')
    expect(new Set(mixed.map(({ facts }) => facts.studyUid)).size).toBe(1)
    expect(new Set(mixed.map(({ subjectKey }) => subjectKey)).size).toBe(2)
    const one = imagesOf('G18-thickness-vs-gap')
    expect(new Set(one.map(({ subjectKey }) => subjectKey)).size).toBe(1)
  })

  it('show two instances at one position and time when a slice is there twice', () => {
    const places = imagesOf('G10-dup-position').map(({ facts }) =>
      JSON.stringify([facts.frames[0]?.plane?.position, facts.frames[0]?.triggerTime]),
    )
    expect(places).toHaveLength(4)
    expect(new Set(places).size).toBe(3)
  })
})

describe('a folder', () => {
  it('is judged by content: two DICOM files among eight, whatever they are called', () => {
    const found = Object.entries(caseOf('O17-folder-mixed').files())
      .filter(([, content]) => look(content).kind === 'image')
      .map(([name]) => name)
    expect(found).toEqual(['a.dcm', 'noext'])
  })

  it('has an index that is recognised and not needed', () => {
    const { DICOMDIR: directory = Buffer.alloc(0) } = caseOf('O11-dicomdir-ok').files()
    expect(look(directory).kind).toBe('media-directory')
  })
})

describe('the corpus', () => {
  const folder = mkdtempSync(join(tmpdir(), 'midwall-hostile-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('has 132 cases with names of their own', () => {
    expect(corpus).toHaveLength(132)
    expect(new Set(corpus.map(({ id }) => id)).size).toBe(132)
  })

  it('is written as folders with a manifest, all or in part', () => {
    const manifest = writeCorpus(folder, { only: /^(O1[678]|Z0[1-5])-/ })
    expect(manifest.map(({ id }) => id)).toEqual(
      readdirSync(folder).filter((name) => name !== 'manifest.json'),
    )
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest)
    expect(statSync(join(folder, 'O18-fifo', 'pipe.dcm')).isFIFO()).toBe(true)
    expect(readFileSync(join(folder, 'Z01-good', 'a.zip')).toString('latin1', 0, 4)).toBe('PK\x03\x04')
  })
})
