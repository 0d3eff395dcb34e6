import { describe, expect, it } from 'vitest'
import { everyPhase, fewPhases, type MatrixPlan } from '../../renderer/hanging/matrix.ts'

const room = { width: 880, height: 700, scale: 1 }
const all = (plan: MatrixPlan) => plan.items({ left: 0, top: 0, width: plan.width, height: plan.height })

function overlapping(plan: MatrixPlan): number {
  const items = all(plan)
  return items.filter((a, k) =>
    items
      .slice(k + 1)
      .some((b) => Math.abs(a.left - b.left) < plan.cell && Math.abs(a.top - b.top) < plan.cell),
  ).length
}

describe('a matrix of every phase', () => {
  it('of 40 slices at 60 phases draws only what is in sight, less than one in ten', () => {
    const plan = everyPhase(40, 60, room)
    expect(all(plan)).toHaveLength(2400)
    const seen = plan.items({ left: 900, top: 500, ...room })
    expect(seen.length).toBeLessThan(400)
    expect(seen.every(({ left, top }) => left < 1780 && top < 1200)).toBe(true)
  })

  it('of 12 slices fills the height of the room without scrolling there', () => {
    const plan = everyPhase(12, 25, room)
    expect(plan.height).toBeLessThanOrEqual(room.height)
    expect(plan.cell).toBeGreaterThan(50)
  })

  it('knows where each picture lies, and which do not exist', () => {
    const plan = everyPhase(12, 25, room)
    expect(plan.find(3, 7)).toEqual(all(plan).find(({ slice, phase }) => slice === 3 && phase === 7))
    expect(plan.find(12, 0)).toBeUndefined()
    expect(overlapping(plan)).toBe(0)
  })

  it('keeps at 200 % twice the room for the numbers along its edges, which are twice as large', () => {
    const first = (scale: number) => everyPhase(12, 25, { ...room, scale }).find(0, 0)
    expect(first(1)).toMatchObject({ left: 26, top: 18 })
    expect(first(2)).toMatchObject({ left: 52, top: 36 })
  })
})

describe('a matrix of ED and ES', () => {
  it('shows 12 slices in pairs that fit into the room, larger than the strip does', () => {
    const plan = fewPhases(12, [19, 7], room)
    expect(all(plan)).toHaveLength(24)
    expect(plan.width).toBeLessThanOrEqual(room.width)
    expect(plan.height).toBeLessThanOrEqual(room.height)
    expect(plan.cell).toBeGreaterThan(110)
    expect(overlapping(plan)).toBe(0)
  })

  it('keeps at 200 % twice the room for the names above its pictures', () => {
    for (const scale of [1, 2]) {
      const plan = fewPhases(12, [19, 7], { ...room, scale })
      const [above, below] = [plan.find(0, 19), plan.find(11, 19)]
      if (!above || !below) throw new Error('there are 12 slices')
      const rows = Math.round((below.top - above.top) / (plan.cell + 3 + 18 * scale))
      expect(above.top).toBe(18 * scale)
      expect(below.top - above.top).toBe(rows * (plan.cell + 3 + 18 * scale))
      expect(overlapping(plan)).toBe(0)
    }
  })

  it.each([
    [1, [0]],
    [40, [19, 7]],
    [3, [5]],
  ])('holds %i slices at phases %j', (slices, phases) => {
    const plan = fewPhases(slices, phases, room)
    expect(all(plan)).toHaveLength(slices * phases.length)
    expect(plan.width).toBeLessThanOrEqual(room.width)
    expect(overlapping(plan)).toBe(0)
  })
})
