/** Where surfaces are looked at from, and what a place of the picture means. */
import { describe, expect, it } from 'vitest'
import { dot, type Vector3 } from '#analysis/geometry/plane.ts'
import { heartDirections } from '#analysis/surfaces/heart-directions.ts'
import { pointedAt } from '../../../renderer/surfaces/pointing.ts'
import { cameraAt, extentOf } from '../../../renderer/surfaces/sight.ts'
import {
  lookFrom,
  onPicture,
  panned,
  rayThrough,
  rightOf,
  turned,
  zoomed,
} from '../../../renderer/viewport/surfaces/camera.ts'

const size = { width: 400, height: 200 }
/** from the front of the patient, head up: the patient's left is on the right */
const front = lookFrom([10, 20, 30], [0, -1, 0], [0, 0, 1], 50)

describe('a camera', () => {
  it('in front of a patient has the left on the right and the head above', () => {
    expect(onPicture(front, [1, 0, 0])[0]).toBeCloseTo(1, 9)
    expect(onPicture(front, [0, 0, 1])[1]).toBeCloseTo(1, 9)
    expect(onPicture(front, [0, -1, 0])[2]).toBeCloseTo(1, 9)
  })

  it('looks at its focus through the middle of the picture, and 50 mm higher through its upper edge', () => {
    const middle = rayThrough(front, size, 200, 100)
    expect([middle.from[0], middle.from[2]]).toEqual([10, 30])
    expect(middle.direction[1]).toBe(1)
    expect(rayThrough(front, size, 200, 0).from[2]).toBeCloseTo(80, 9)
    expect(rayThrough(front, size, 400, 100).from[0]).toBeCloseTo(110, 9)
  })

  it('dragged to the right turns the heart to the right: what was in front goes there', () => {
    const now = turned(front, 0.5, 0)
    expect(onPicture(now, [0, -1, 0])[0]).toBeCloseTo(Math.sin(0.5), 9)
    expect(onPicture(turned(front, 0, 0.5), [0, -1, 0])[1]).toBeCloseTo(-Math.sin(0.5), 9)
  })

  it('stays at right angles through a thousand turns', () => {
    let camera = front
    for (let k = 0; k < 1000; k++) camera = turned(camera, 0.013, 0.007 * (k % 3))
    expect(dot(camera.towards, camera.up)).toBeCloseTo(0, 9)
    expect(Math.hypot(...rightOf(camera))).toBeCloseTo(1, 9)
  })

  it('pans by what lies under the hand, and zooms within bounds', () => {
    const moved = panned(front, size, 100, 0)
    expect(rayThrough(moved, size, 300, 100).from[0]).toBeCloseTo(10, 9)
    expect(zoomed(front, 2).half).toBe(25)
    expect(zoomed(front, 1000).half).toBe(15)
  })
})

describe('standard views', () => {
  const directions = heartDirections([0, 0, -1], {
    ventricles: { left: [0, 0, 0], right: [-40, 0, 0] },
  })
  const extent = extentOf([Float32Array.from([-30, 0, 0, 30, 0, 0, 0, 0, 50])], directions)
  if (!extent) throw new Error('there are vertices')

  it('fit the heart into the narrow side of the picture', () => {
    expect(extent.middle.map((value) => value + 0)).toEqual([0, 0, 25])
    const high = cameraAt('anterior', directions, extent, { width: 100, height: 200 })
    const wide = cameraAt('anterior', directions, extent, { width: 200, height: 100 })
    expect(high.half).toBeCloseTo(2 * wide.half, 9)
    expect(wide.half).toBeGreaterThan(extent.reach)
  })

  it('from the apex have the septum on the left, from the side the base above', () => {
    const apical = cameraAt('apex', directions, extent, size)
    expect(onPicture(apical, directions.septum)[0]).toBeCloseTo(-1, 9)
    const lateral = cameraAt('lateral', directions, extent, size)
    expect(onPicture(lateral, directions.apex)[1]).toBeCloseTo(-1, 9)
  })

  it('of nothing have no extent', () => {
    expect(extentOf([], directions)).toBeUndefined()
  })
})

describe('what is pointed at', () => {
  const corners: [Vector3, Vector3, Vector3, Vector3] = [
    [0, 0, 10],
    [20, 0, 10],
    [20, 20, 10],
    [0, 20, 10],
  ]
  it('is the place on a plane, and nothing beside it', () => {
    const planes = [{ name: 'sax', corners }]
    const down: Vector3 = [0, 0, -1]
    const hit = pointedAt({ surfaces: [], planes }, { from: [5, 5, 100], direction: down })
    expect(hit).toEqual({ kind: 'plane', name: 'sax', at: [5, 5, 10] })
    expect(pointedAt({ surfaces: [], planes }, { from: [25, 5, 100], direction: down })).toBeUndefined()
  })
})
