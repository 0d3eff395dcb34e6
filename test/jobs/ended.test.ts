/** What a reader is told when an analysis does not come to its end. */
import { expect, it } from 'vitest'
import { ended } from '../../main/services/analyses/running.ts'
import { type JobEnd, JobFailed } from '../../main/services/jobs/runner.ts'

const told: unknown[] = []
const failing = (end: JobEnd, options?: { code?: string; cause?: unknown }) =>
  ended(
    () => Promise.reject(new JobFailed('scar', end, 'somewhere', options)),
    (error) => {
      told.push(error)
      return 'e1'
    },
  )

it.each([
  ['out-of-memory', 'it took more memory than an analysis may have'],
  ['timed-out', 'it gave no sign of life any more: try it again when less else runs'],
] as const)('an analysis that ends by %s is no mistake of ours', async (end, detail) => {
  told.length = 0
  expect(await failing(end)).toMatchObject({ measured: false, reason: 'analysis-failed', detail })
  expect(told).toEqual([])
})

it('an analysis that throws or breaks its thread stands in the log', async () => {
  for (const end of ['failed', 'crashed'] as const)
    expect(await failing(end)).toMatchObject({
      reason: 'analysis-failed',
      detail: 'a mistake of ours, in the log as e1',
    })
  expect(told).toHaveLength(2)
})

it('pixels that cannot be read are the images’ fault, in the words of who could not read them', async () => {
  const cause = new Error('frame 2 of a.dcm is cut short')
  expect(await failing('failed', { code: 'unreadable-pixels', cause })).toMatchObject({
    reason: 'unusable-images',
    detail: 'frame 2 of a.dcm is cut short',
  })
})

it('what cancelled an analysis is thrown on', async () => {
  const cancelled = new Error('cancelled')
  await expect(
    ended(
      () => Promise.reject(cancelled),
      () => 'never',
    ),
  ).rejects.toBe(cancelled)
})
