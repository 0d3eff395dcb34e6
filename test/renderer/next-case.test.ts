import { describe, expect, it } from 'vitest'
import type { StudyView } from '#contract/views.ts'
import { nextCase, previousCase } from '../../renderer/reading/next-case.ts'

const study = (
  subject: string,
  read: StudyView['read']['status'] = 'none',
  status: StudyView['download']['status'] = 'complete',
): StudyView => ({
  study: `1.${subject}`,
  project: 'P',
  subject,
  clinical: {},
  download: { study: `1.${subject}`, status, instances: { done: 1 }, bytes: 1, quarantined: 0 },
  read: { status: read },
  upload: { status: 'none' },
})
const studies = [
  study('10'),
  study('9', 'signed'),
  study('2'),
  study('3', 'none', 'running'),
  study('4', 'open'),
  study('5', 'sealed'),
]
const byWorklist = ['1.4', '1.3', '1.9', '1.10', '1.2', '1.5']

describe('the next study', () => {
  it('is the next of the worklist that is here and not signed', () => {
    expect(nextCase(studies, byWorklist, '1.4')?.subject).toBe('10')
    expect(nextCase(studies, byWorklist, '1.10')?.subject).toBe('2')
  })

  it('is none behind the last', () => {
    expect(nextCase(studies, byWorklist, '1.2')).toBeUndefined()
  })

  it('goes by subject, numbers as numbers, where no worklist was seen', () => {
    expect(nextCase(studies, [], '1.4')?.subject).toBe('10')
    expect(nextCase(studies, [], '1.2')?.subject).toBe('4')
  })

  it('is one of those that the list was filtered to', () => {
    expect(nextCase(studies, ['1.4', '1.2'], '1.4')?.subject).toBe('2')
  })
})

describe('the study before', () => {
  it('may be signed, but must be here', () => {
    expect(previousCase(studies, byWorklist, '1.10')?.subject).toBe('9')
    expect(previousCase(studies, byWorklist, '1.9')?.subject).toBe('4')
    expect(previousCase(studies, byWorklist, '1.4')).toBeUndefined()
  })
})
