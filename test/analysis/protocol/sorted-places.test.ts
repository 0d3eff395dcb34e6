import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import { placesInList, type SortedPlaces, stacksFromPlaces } from '#analysis/protocol/sorted-places.ts'
import { cine, instance, shuffled } from '../synthetic.ts'
import { dialects } from './examination/dialects.ts'
import { type ExaminationOptions, examine } from './examination/examination.ts'

const few: ExaminationOptions['acquisitions'] = (all) =>
  all.filter(({ name }) => ['4ch', 'sax', 'lge sax', 'flow', 't2 map'].includes(name))

describe('a sorted study as places in the list that was sorted', () => {
  it.each(['Siemens VE', 'Philips enhanced', 'GE'] as const)(
    'gives every stack of %s back from the list, frame by frame',
    (name) => {
      const { instances } = examine({ dialect: dialects[name], acquisitions: few })
      const files = shuffled(instances, 3)
      const sorted = sortIntoStacks(files)
      const places = placesInList(sorted, files)
      expect(stacksFromPlaces(structuredClone(places), files)).toEqual(sorted)
      expect(places.stacks.flatMap(({ frames }) => frames.flat()).length).toBeGreaterThan(100)
    },
  )

  it('counts instances and their frames from 0, and keeps holes and what was left out', () => {
    const [first, hole, third, fourth] = cine({ slices: 2, phases: 2 })
    const astray = instance({ uid: '9', position: [0, 0, 0], series: '9' })
    const files = [astray, fourth, third, first].flatMap((one) => one ?? [])
    const lost = { ...astray, frames: astray.frames.map(({ plane: _, ...frame }) => frame) }
    const { stacks, unstacked } = placesInList(sortIntoStacks([lost, ...files.slice(1)]), [
      lost,
      ...files.slice(1),
    ])
    expect(hole).toBeDefined()
    expect(stacks.map(({ frames }) => frames)).toEqual([
      [
        [[3, 0], null],
        [
          [2, 0],
          [1, 0],
        ],
      ],
    ])
    expect(unstacked).toEqual([{ sopInstanceUid: '9', frame: 0, reason: 'no-geometry' }])
  })

  it('is refused where the list is another one', () => {
    const files = cine({ slices: 2, phases: 3 })
    const sorted = sortIntoStacks(files)
    expect(() => placesInList(sorted, files.slice(1))).toThrow(RangeError)
    const places: SortedPlaces = placesInList(sorted, files)
    const fewer: readonly InstanceFacts[] = files.slice(0, 2)
    expect(() => stacksFromPlaces(places, fewer)).toThrow(RangeError)
  })

  it('says how many frames are in a stack, up to all of them', () => {
    const files = [
      ...cine({ slices: 3, phases: 12 }),
      ...cine({ slices: 2, phases: 5, series: '1.2.3.2', row: [0, 1, 0], column: [0, 0, 1] }),
    ]
    const said: [number, number][] = []
    sortIntoStacks(files, {}, (done, total) => said.push([done, total]))
    expect(said).toEqual([
      [36, 46],
      [46, 46],
    ])
  })
})
