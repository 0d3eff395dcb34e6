/** What stands in the scene: made once, changed in place, drawn again only when it is another. */
import { describe, expect, it } from 'vitest'
import {
  bodyOf,
  type LinePicture,
  type PlanePicture,
  type SolidPicture,
} from '../../../renderer/viewport/surfaces/bodies.ts'
import { greyCut } from '../../../renderer/viewport/surfaces/plane-image.ts'
import { solidOf } from '../../../renderer/viewport/surfaces/solid.ts'
import { circle, drawAll, surfaceIn } from '../../analysis/surfaces/drawn-heart.ts'
import { boxStack } from '../../analysis/volumes/prism.ts'

const stack = boxStack(4)
const solidAt = (radius: number) =>
  solidOf(
    surfaceIn(
      stack,
      drawAll(stack, 'lv-endocardial', () => circle(radius)),
    ).loft,
  )

describe('a surface through the beat', () => {
  const solid = solidAt(20)
  const colours = new Uint8Array(solid.positions.length)
  const first: SolidPicture = { kind: 'solid', solid, colours, opacity: 1 }
  const body = bodyOf(first)

  it('is not drawn again while nothing of it changed', () => {
    expect(body.update({ ...first })).toBe('same')
  })

  it('moves and is coloured in place: the same actor, mapper and data', () => {
    const { actor } = body
    const data = () => actor.getMapper()?.getInputData()
    const [before, cells] = [data(), data()?.getPolys().getData()]
    expect(body.update({ ...first, solid: solidAt(24) })).toBe('changed')
    expect(body.update({ ...first, solid: solidAt(24), colours: colours.slice().fill(9) })).toBe('changed')
    expect(data()).toBe(before)
    // cut into the same triangles
    expect(data()?.getPolys().getData()).toBe(cells)
  })

  it('is another body where it becomes transparent', () => {
    expect(body.update({ ...first, opacity: 0.5 })).toBe('other')
  })
})

describe('lines and planes', () => {
  it('are not drawn again while they lie where they lay', () => {
    const lines: LinePicture = {
      kind: 'lines',
      points: Float32Array.from([0, 0, 0, 1, 1, 1]),
      lines: Uint32Array.from([2, 0, 1]),
      colour: [1, 0, 0],
      width: 1,
      opacity: 1,
    }
    const body = bodyOf(lines)
    expect(body.update({ ...lines, points: lines.points.slice(), lines: lines.lines.slice() })).toBe('same')
    expect(body.update({ ...lines, width: 2 })).toBe('changed')
    expect(body.update({ ...lines, points: Float32Array.from([0, 0, 0, 1, 1, 2]) })).toBe('changed')
  })

  it('take another image in place, and only another', () => {
    const plane: PlanePicture = {
      kind: 'plane',
      corners: [
        [0, 0, 0],
        [2, 0, 0],
        [2, 2, 0],
        [0, 2, 0],
      ],
      image: { columns: 2, rows: 2, rgb: new Uint8Array(12) },
      opacity: 1,
    }
    const body = bodyOf(plane)
    expect(body.update({ ...plane })).toBe('same')
    expect(body.update({ ...plane, image: { ...plane.image } })).toBe('changed')
  })
})

describe('an image on a plane', () => {
  const values = Float32Array.from([0, 25, 50, 75, 100, 125])
  const pixels = { rows: 2, columns: 3, getPixelData: () => values }
  const crop = { left: 1, top: 0, columns: 2, rows: 2 }
  // black at 0 and white at 100
  const window = { center: 50.5, width: 101 }
  const greys = (inverted: boolean) =>
    Array.from(greyCut(pixels, { window, inverted }, crop).rgb).filter((_, k) => k % 3 === 0)

  it('is bright for dark where its viewport shows it so, pixel by pixel', () => {
    const [upright, inverted] = [greys(false), greys(true)]
    expect(upright).toEqual([63, 127, 255, 255])
    upright.forEach((grey, k) => {
      expect(Math.abs(grey + (inverted[k] ?? 0) - 255)).toBeLessThanOrEqual(1)
    })
  })
})
