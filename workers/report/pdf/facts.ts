/** Names and values in two columns. */
import { columnGap, type Flow, half, text } from './flow.ts'
import { bodyWidth, colours, paper } from './page.ts'

const nameWidth = 92
const name = { ...text, colour: colours.faint }

/** Two columns of names and values; a value that is too long for one has the whole width. */
export function setFacts(flow: Flow, rows: readonly (readonly [string, string])[]): void {
  const { pages } = flow
  const height = pages.lineHeight(text.size)
  let column = 0
  pages.within('L', {}, () => {
    for (const [key, value] of rows) {
      const [line] = pages.lines(value, text)
      const isLong = (line?.width ?? 0) > half - nameWidth
      if (isLong && column === 1) {
        flow.y += height
        column = 0
      }
      if (column === 0) flow.need(height)
      const x = paper.margin + column * (half + columnGap)
      pages.within('LI', {}, () => setFact(flow, key, value, x, isLong))
      if (isLong) continue
      if (column === 1) flow.y += height
      column = 1 - column
    }
  })
  if (column === 1) flow.y += height
  flow.y += 3
}

function setFact(flow: Flow, key: string, value: string, x: number, isLong: boolean): void {
  const { pages } = flow
  const height = pages.lineHeight(text.size)
  const [label] = pages.lines(key, name, isLong ? bodyWidth : half)
  const start = Math.max(nameWidth, (label?.width ?? 0) + 8)
  if (label) pages.within('Lbl', {}, () => pages.write(label, x, flow.y, bodyWidth, name))
  pages.within('LBody', {}, () => {
    if (!isLong) {
      const [line] = pages.lines(value, text)
      if (line) pages.write(line, x + start, flow.y, half - start, text)
      return
    }
    for (const part of pages.lines(value, text, bodyWidth - start)) {
      flow.need(height)
      pages.write(part, x + start, flow.y, bodyWidth - start, text)
      flow.y += height
    }
  })
}
