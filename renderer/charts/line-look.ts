/** What tells the curves of one chart apart: the colour, and for those who do not see it a dash. */
import { computedDash, lineColours, lineDashes } from '../theme/data-colours.ts'

export interface LineKind {
  /** of the theme's colours for lines, from 0, or that of words; its place among the lines when absent */
  readonly colour?: number | 'words'
  /** what was computed and not measured */
  readonly dashed?: boolean
  /** points that no line joins: what was measured, and hollow what a fit left out */
  readonly apart?: 'filled' | 'hollow'
}

export interface LineLook {
  /** as a style sheet names it */
  readonly colour: string
  /** lengths along the line in units of the drawing; solid where absent */
  readonly dash?: string
}

/**
 * One for each line. A chart with more lines than there are colours has no legend and is read line by line: there
 * dashes would tell nothing.
 */
export function lineLooks(lines: readonly LineKind[]): readonly LineLook[] {
  const isTold = lines.length <= lineColours.length
  return lines.map(({ colour, dashed, apart }, place) => {
    const of = (colour === 'words' || colour === undefined ? place : colour) % lineColours.length
    const dash = dashed ? computedDash : isTold && !apart && colour !== 'words' ? lineDashes[of] : ''
    return {
      colour: colour === 'words' ? 'var(--text-strong)' : `var(--curve-${of})`,
      ...(dash ? { dash } : {}),
    }
  })
}
