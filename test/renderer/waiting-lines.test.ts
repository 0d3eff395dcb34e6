import { expect, it } from 'vitest'
import type { OutboxView } from '#contract/views.ts'
import { waitingLines } from '../../renderer/reading/dialogs/waiting-lines.ts'

const entry = (id: string, more: Partial<OutboxView>): OutboxView => ({
  id,
  read: 'r',
  study: '1.2.3',
  kind: 'seg',
  status: 'blocked',
  tries: 1,
  ...more,
})

it('objects of which the same is said stand in one line with their number, others in their own', () => {
  const detail = 'the registry takes nothing about this study from this account'
  const lines = waitingLines([
    entry('a', { kind: 'contours', status: 'waiting' }),
    entry('b', { detail }),
    entry('c', { detail }),
    entry('d', { detail: 'another' }),
    entry('e', { detail }),
  ])
  expect(lines).toEqual([
    { status: 'waiting', what: 'Contours', about: '' },
    { status: 'blocked', what: 'Segmentation (SEG) × 3', about: detail },
    { status: 'blocked', what: 'Segmentation (SEG)', about: 'another' },
  ])
})
