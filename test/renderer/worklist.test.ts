import { describe, expect, it } from 'vitest'
import type { StudyView } from '#contract/views.ts'
import { listed, matches, nextStage, stageCounts, startListing } from '../../renderer/worklist/listing.ts'
import { stageOf, whyNotOpen } from '../../renderer/worklist/stages.ts'

const study = (subject: string, part: Partial<StudyView> = {}): StudyView => ({
  study: `1.2.${subject.length}.${subject.replace(/\D/g, '')}`,
  project: 'P',
  subject,
  clinical: {},
  download: {
    study: '1.2',
    status: 'complete',
    instances: { done: 10, total: 10 },
    bytes: 1,
    quarantined: 0,
  },
  read: { status: 'none' },
  upload: { status: 'none' },
  ...part,
})

const download = (status: StudyView['download']['status']): Pick<StudyView, 'download'> => ({
  download: { study: '1.2', status, instances: { done: 0 }, bytes: 0, quarantined: 0 },
})

describe('the stage of a study', () => {
  it('says where it stands between the registry and the receipt', () => {
    expect(stageOf(study('A', download('not-here')))).toBe('not-here')
    expect(stageOf(study('A', download('paused')))).toBe('coming')
    expect(stageOf(study('A'))).toBe('to-read')
    expect(stageOf(study('A', { read: { status: 'open' } }))).toBe('in-progress')
    expect(stageOf(study('A', { read: { status: 'signed' }, upload: { status: 'waiting' } }))).toBe('to-send')
    expect(stageOf(study('A', { read: { status: 'signed' }, upload: { status: 'done' } }))).toBe('sent')
  })

  it('puts trouble before what it hides', () => {
    expect(stageOf(study('A', download('failed')))).toBe('trouble')
    expect(stageOf(study('A', { read: { status: 'signed' }, upload: { status: 'conflict' } }))).toBe(
      'trouble',
    )
  })

  it('calls a withdrawn study withdrawn whatever was done with it', () => {
    expect(stageOf(study('A', { ...download('withdrawn'), upload: { status: 'done' } }))).toBe('withdrawn')
  })

  it('opens only what is here, and says why not', () => {
    expect(whyNotOpen(study('A'))).toBeUndefined()
    expect(whyNotOpen(study('SCD-2', download('not-here')))).toContain('press D')
  })
})

describe('the list', () => {
  const studies = [study('SCD-10'), study('SCD-2', { site: 'Bergen' }), study('SCD-1', download('not-here'))]

  it('sorts subject codes by their number', () => {
    expect(listed(studies, startListing).map(({ subject }) => subject)).toEqual(['SCD-1', 'SCD-2', 'SCD-10'])
    expect(listed(studies, { ...startListing, reverse: true })[0]?.subject).toBe('SCD-10')
  })

  it('filters by every typed word', () => {
    expect(matches(studies[1] ?? study(''), 'bergen scd')).toBe(true)
    expect(matches(studies[0] ?? study(''), 'bergen scd')).toBe(false)
  })

  it('counts and walks through the stages that have studies', () => {
    const counts = stageCounts(studies, '')
    expect(counts.get('to-read')).toBe(2)
    expect(nextStage(counts, null)).toBe('not-here')
    expect(nextStage(counts, 'not-here')).toBe('to-read')
    expect(nextStage(counts, 'to-read')).toBeNull()
  })
})
