import { describe, expect, it } from 'vitest'
import { lineLooks } from '../../../renderer/charts/line-look.ts'
import { computedDash, lineColours, lineDashes } from '../../../renderer/theme/data-colours.ts'

const dashes = (...lines: Parameters<typeof lineLooks>[0]) => lineLooks(lines).map(({ dash }) => dash)

describe('the curves of a chart', () => {
  it('have a dash each beside their colour, and the first is solid', () => {
    const looks = lineLooks(lineColours.map((_, colour) => ({ colour })))
    expect(new Set(looks.map(({ colour }) => colour)).size).toBe(lineColours.length)
    expect(new Set(looks.map(({ dash }) => dash)).size).toBe(lineColours.length)
    expect(looks[0]).toEqual({ colour: 'var(--curve-0)' })
  })

  it('of six neighbouring segments have six dashes, wherever they begin', () => {
    for (const first of [0, 6, 12])
      expect(new Set(dashes(...Array.from({ length: 6 }, (_, k) => ({ colour: first + k })))).size).toBe(6)
  })

  it('leave the dash of what was computed to that', () => {
    expect(lineDashes).not.toContain(computedDash)
    expect(dashes({ dashed: true }, {})).toEqual([computedDash, lineDashes[1]])
  })

  it('are solid where they are more than there are colours, and where no line joins the points', () => {
    expect(new Set(dashes(...Array.from({ length: 16 }, (_, colour) => ({ colour }))))).toEqual(
      new Set([undefined]),
    )
    expect(dashes({ colour: 0 }, { colour: 1, apart: 'filled' })).toEqual([undefined, undefined])
  })
})
