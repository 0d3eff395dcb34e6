/** Where the next thing of a report goes, and the letters that it is set in. */
import type { Tone } from '#analysis/report/printed/document.ts'
import { bodyWidth, colours, type Pages, paper, type Style } from './page.ts'

export const text = { size: 8.4, weight: 400, colour: colours.ink } as const satisfies Style
export const head = { size: 11.5, weight: 600, colour: colours.ink } as const satisfies Style
export const small = { size: 7.6, weight: 400, colour: colours.faint } as const satisfies Style

export const styleOf = (tone: Tone = 'plain'): Style => {
  switch (tone) {
    case 'plain':
      return text
    case 'strong':
      return { ...text, weight: 600 }
    case 'faint':
      return { ...text, colour: colours.faint }
    case 'warning':
      return { ...text, colour: colours.warning }
  }
}

/** between two columns */
export const columnGap = 18
export const half = (bodyWidth - columnGap) / 2

/** Where the next thing goes. */
export class Flow {
  readonly pages: Pages
  y: number = paper.margin
  /** the column that is set now */
  left: number = paper.margin
  width: number = bodyWidth

  constructor(pages: Pages) {
    this.pages = pages
    pages.addPage()
  }

  /** A new page when so much does not fit on this one. */
  need(height: number): void {
    if (this.y + height <= paper.height - paper.foot) return
    this.pages.addPage()
    this.y = paper.margin
  }

  /** @param first  height of what must not be apart from it */
  heading(name: string, first: number): void {
    this.need(first + 32)
    this.y += 9
    const [line] = this.pages.lines(name, head, bodyWidth)
    if (line) this.pages.write(line, paper.margin, this.y, bodyWidth, head)
    this.y += this.pages.lineHeight(head.size)
    this.pages.rule(paper.margin, this.y, bodyWidth, colours.rule)
    this.y += 4
  }

  paragraph(said: string, style: Style, indent = 0, mark?: string): void {
    const height = this.pages.lineHeight(style.size)
    this.pages.lines(said, style, bodyWidth - indent).forEach((line, k) => {
      this.need(height)
      const [bullet] = mark !== undefined && k === 0 ? this.pages.lines(mark, style) : []
      if (bullet) this.pages.write(bullet, paper.margin + 2, this.y, indent, style)
      this.pages.write(line, paper.margin + indent, this.y, bodyWidth - indent, style)
      this.y += height
    })
    this.y += 1.5
  }
}
