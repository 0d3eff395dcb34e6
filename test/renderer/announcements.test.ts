import { describe, expect, it } from 'vitest'
import type { DownloadView, StudyView } from '#contract/views.ts'
import { outdatedBy, withDownload } from '../../renderer/client/queries.ts'
import { readingNotice } from '../../renderer/status/header-reading.ts'

const download = (status: DownloadView['status']): DownloadView => ({
  study: '1.2.3',
  status,
  instances: { done: 5, total: 10 },
  bytes: 100,
  quarantined: 0,
})

describe('what main announces', () => {
  it('writes the progress of a download into the list without asking again', () => {
    const announcement = { kind: 'download-changed', download: download('running') } as const
    expect(outdatedBy(announcement)).toEqual([])
    const study: StudyView = {
      study: '1.2.3',
      project: 'P',
      subject: 'S',
      clinical: {},
      download: download('queued'),
      read: { status: 'none' },
      upload: { status: 'none' },
    }
    const other: StudyView = { ...study, study: '4.5.6' }
    const after = withDownload([study, other], announcement)
    expect(after[0]?.download.status).toBe('running')
    expect(after[1]).toBe(other)
  })

  it('asks for the lists again when a download ends', () => {
    expect(outdatedBy({ kind: 'download-changed', download: download('complete') })).toContainEqual([
      'studies',
    ])
  })

  it('takes a withdrawn study off the screen', () => {
    expect(outdatedBy({ kind: 'study-withdrawn', study: '1.2.3' })).toContainEqual(['opened-study', '1.2.3'])
  })

  it('asks for the receipt when the outbox moved', () => {
    expect(outdatedBy({ kind: 'outbox-changed', read: 'r1', status: 'done' })).toContainEqual([
      'receipts',
      'r1',
    ])
  })

  it('asks for the series of a study again when its headers were read again, and says how far the library is', () => {
    const announcement = { kind: 'headers-read-again', study: '1.2.3', done: 340, total: 5_000 } as const
    expect(outdatedBy(announcement)).toEqual([['series', '1.2.3']])
    expect(readingNotice(announcement).todo).toContain('340 of 5,000 images')
    expect(readingNotice({ ...announcement, done: 5_000 }).todo).toContain('All 5,000 images')
  })
})
