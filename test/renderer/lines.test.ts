import { describe, expect, it } from 'vitest'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { SeriesRole, Stack } from '#analysis/protocol/stack.ts'
import { linesOn } from '../../renderer/reading/images/lines.ts'
import { activate, cellsOf, createPlace, goToSlice } from '../../renderer/reading/place.ts'
import { heart, longAxis } from '../analysis/heart.ts'
import { stackOf } from '../analysis/ventricle.ts'

const named = (role: SeriesRole, stack: Stack): Stack => ({ ...stack, id: role, role, seriesClass: 'cine' })
const sax = named('cine-sax', stackOf({ slices: 10, phases: 4, spacing: 10 }))
const long = (role: SeriesRole, angle: number, series: string): Stack => {
  const files = longAxis(heart([0.62, -0.57, -0.53]), angle, { phases: 4, slices: 1, series })
  const [stack] = sortIntoStacks(files).stacks
  if (!stack) throw new Error('no long axis')
  return named(role, stack)
}
const fourChamber = long('cine-4ch', -30, '6.6')
const twoChamber = long('cine-2ch', 90, '7.7')

function opened() {
  const stacks = [sax, fourChamber, twoChamber]
  const place = createPlace({ stacks, shortAxis: sax, lead: sax }, 'function', 'function')
  const cellOf = (stack: Stack) => {
    const found = cellsOf(place.getState()).find((cell) => cell.stack === stack)
    if (!found) throw new Error(`no cell of ${stack.id}`)
    return found
  }
  const on = (stack: Stack) => linesOn(place.getState(), cellOf(stack), sax, 'faint')
  return { place, cellOf, on }
}

describe('the planes of other images', () => {
  it('on a long axis are the slice of the short axis on which the reader stands', () => {
    const { place, on } = opened()
    goToSlice(place, sax, 3)
    const [line, ...others] = on(fourChamber)
    expect(others).toEqual([])
    expect(line?.id).toBe('cine-sax')
    expect(line?.plane).toEqual(sax.frames[3]?.[0]?.facts.plane)
    goToSlice(place, sax, 4)
    expect(on(fourChamber)[0]?.plane).toEqual(sax.frames[4]?.[0]?.facts.plane)
  })

  it('on the short axis are that of the long axis in the hand, and of none while it is in the hand itself', () => {
    const { place, cellOf, on } = opened()
    expect(on(sax)).toEqual([])
    activate(place, cellOf(twoChamber))
    expect(on(sax).map(({ id }) => id)).toEqual(['cine-2ch'])
  })

  it('are, when all are asked for, those of every image on the screen, the others faint', () => {
    const { place, on } = opened()
    place.setState({ linesShown: true })
    expect(on(fourChamber).map(({ id, colour }) => [id, colour])).toEqual([
      ['cine-sax', undefined],
      ['cine-2ch', 'faint'],
    ])
  })
})
