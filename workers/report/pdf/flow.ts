/** Where the next thing of a report goes, and the letters that it is set in. */
import type { Tone } from '#analysis/report/printed/document.ts'
import { bodyWidth, colours, type Pages, paper, type Style } from './page.ts'

export const text = { size: 8.4, weight: 400, colour: colours.ink } as const satisfies Style
export const head = { size: 11.5, weight: 600, colour: colours.ink } as const satisfies Style
/** of names that only who makes the same again needs */
export const tiny = { size: 6.4, weight: 400, colour: colours.faint } as const satisfies Style
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

/** between two columns, and between figures: two of them are as wide as a column */
export const columnGap = 16
export const half = (bodyWidth - columnGap) / 2

/** How large pictures stand: 'small' where the pages would else have no room for all of them. */
export type PictureSize = 'large' | 'small'

/** Where the next thing goes. */
export class Flow {
  readonly pages: Pages
  readonly pictureSize: PictureSize
  y: number = paper.margin
  /** the column that is set now */
  left: number = paper.margin
  width: number = bodyWidth

  constructor(pages: Pages, pictureSize: PictureSize) {
    this.pages = pages
    this.pictureSize = pictureSize
    pages.addPage()
  }

  /** @returns whether so much did not fit on this page, and a new one was begun */
  need(height: number): boolean {
    if (this.y + height <= paper.height - paper.foot) return false
    this.pages.addPage()
    this.y = paper.margin
    return true
  }

  /** @param first  height of what must not be apart from it */
  heading(name: string, first: number): void {
    const height = this.pages.lineHeight(head.size)
    this.need(aboveHead + height + belowHead + first)
    this.y += aboveHead
    const [line] = this.pages.lines(name, head, bodyWidth)
    if (line) this.pages.within('H2', {}, () => this.pages.write(line, paper.margin, this.y, bodyWidth, head))
    this.y += height
    this.pages.rule(paper.margin, this.y, bodyWidth, colours.rule)
    this.y += belowHead
  }

  paragraph(said: string, style: Style, kind: 'H1' | 'P' = 'P'): void {
    this.pages.within(kind, {}, () => this.lines(said, style, 0))
    this.y += 1.5
  }

  list(items: readonly string[], style: Style): void {
    const { pages } = this
    pages.within('L', {}, () => {
      for (const item of items)
        pages.within('LI', {}, () => {
          this.need(pages.lineHeight(style.size))
          const [bullet] = pages.lines('•', style)
          if (bullet)
            pages.within('Lbl', {}, () => pages.write(bullet, paper.margin + 2, this.y, indent, style))
          pages.within('LBody', {}, () => this.lines(item, style, indent))
          this.y += 1.5
        })
    })
  }

  private lines(said: string, style: Style, from: number): void {
    const height = this.pages.lineHeight(style.size)
    for (const line of this.pages.lines(said, style, bodyWidth - from)) {
      this.need(height)
      this.pages.write(line, paper.margin + from, this.y, bodyWidth - from, style)
      this.y += height
    }
  }
}

/** of a heading, to what is about it */
const [aboveHead, belowHead] = [9, 4]
/** of the items of a list */
const indent = 10
