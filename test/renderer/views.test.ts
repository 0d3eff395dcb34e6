import { describe, expect, it } from 'vitest'
import type { SeriesRole, Stack } from '#analysis/protocol/stack.ts'
import { ms } from '#analysis/units/units.ts'
import { pageOf } from '../../renderer/app/page.ts'
import { niceTicks } from '../../renderer/charts/axis.ts'
import { longAxisCines } from '../../renderer/hanging/series.ts'
import { eventText } from '../../renderer/reading/history.ts'
import {
  groupedStacks,
  leadStack,
  middleSlice,
  phaseText,
  phaseTimeText,
} from '../../renderer/reading/views.ts'
import { bytesText } from '../../renderer/status/amounts.ts'
import { stackOf } from '../analysis/ventricle.ts'

const template = stackOf({ slices: 3, phases: 4 })
const as = (role: SeriesRole, id: string): Stack => ({ ...template, role, id })

describe('the reading room', () => {
  const stacks = [
    as('scout', 'scout'),
    as('cine-2ch', '2ch'),
    as('cine-sax', 'sax'),
    as('cine-lax', 'lax'),
    as('cine-4ch', '4ch'),
  ]

  it('lists the short axis first and scouts apart', () => {
    const groups = groupedStacks(stacks).map(([name, inGroup]) => [name, inGroup.map(({ id }) => id)])
    expect(groups).toEqual([
      ['function', ['sax', '2ch', '4ch', 'lax']],
      ['scouts', ['scout']],
    ])
  })

  it('puts at most three long axes beside the short axis, the 4-chamber view on top', () => {
    expect(longAxisCines(stacks).map(({ id }) => id)).toEqual(['4ch', '2ch', 'lax'])
    const many = [...stacks, as('cine-3ch', '3ch'), as('cine-lax', 'lax2')]
    expect(longAxisCines(many).map(({ id }) => id)).toEqual(['4ch', '2ch', '3ch'])
  })

  it('calls an image by what runs through its slice, and says at what it was taken', () => {
    const { phaseTimes: _, axisTimes: __, ...bare } = template
    const said = (axis: Stack['axis'], time?: number): (string | undefined)[] => {
      const stack: Stack = {
        ...bare,
        axis,
        phaseCount: 8,
        ...(time === undefined ? {} : { axisTimes: [ms(0), ms(time)], phaseTimes: [ms(0), ms(time)] }),
      }
      return [phaseText(stack, 1), phaseTimeText(stack, 1)]
    }
    expect(said('phase', 41.6)).toEqual(['phase 2 of 8', '42 ms'])
    expect(said('dynamic', 842)).toEqual(['dynamic 2 of 8', '0.8 s'])
    expect(said('inversion-time', 260.4)).toEqual(['inversion 2 of 8', 'TI 260 ms'])
    expect(said('echo-time', 4.62)).toEqual(['echo 2 of 8', 'TE 4.6 ms'])
    expect(said('preparation-time', 25)).toEqual(['preparation 2 of 8', '25 ms'])
    expect(said('single')).toEqual(['image 2 of 8', undefined])
    // what no header says is not made up
    expect(said('inversion-time')).toEqual(['inversion 2 of 8', undefined])
  })

  it('opens with what moves when there is no short axis', () => {
    const without = stacks.filter(({ role }) => role !== 'cine-sax')
    expect(leadStack(without, undefined)?.id).toBe('2ch')
    expect(leadStack([], undefined)).toBeUndefined()
  })

  it('begins in the middle of a stack', () => {
    expect(middleSlice(template)).toBe(1)
  })
})

describe('the volume curve', () => {
  it('has round numbers on its axis that enclose the volumes', () => {
    expect(niceTicks(135, 202)).toEqual([125, 150, 175, 200, 225])
    const ticks = niceTicks(51.3, 143.2)
    expect(ticks[0]).toBeLessThanOrEqual(51.3)
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(143.2)
  })
})

describe('the history', () => {
  it('counts phases from 1, as every screen does', () => {
    expect(eventText({ kind: 'phase-chosen', which: 'ed', phase: 19 })).toBe('ED set to phase 20')
    expect(eventText({ kind: 'phase-chosen', which: 'es', phase: null })).toBe('ES left to the rule')
  })

  it('says what was drawn and how', () => {
    const contour = {
      image: { sopInstanceUid: '1', frame: 0 },
      border: 'lv-endocardial',
      closed: true,
      points: [],
      origin: 'drawn',
    } as const
    expect(
      eventText({ kind: 'contours-changed', set: [contour, contour], removed: [], gesture: 'draw' }),
    ).toBe('2 LV endocardial contours set (draw)')
  })
})

describe('the address', () => {
  it('names the open study, so that a reload comes back to it', () => {
    expect(pageOf('#/read/1.2.840.1')).toEqual({ name: 'reading', study: '1.2.840.1' })
    expect(pageOf('#/read/../secret')).toEqual({ name: 'worklist' })
    expect(pageOf('')).toEqual({ name: 'worklist' })
  })
})

describe('amounts', () => {
  it('are read in decimal units, as disks count', () => {
    expect(bytesText(29_200_000)).toBe('29.2 MB')
    expect(bytesText(131_072)).toBe('131 kB')
    expect(bytesText(12)).toBe('12 B')
  })
})
