/** Names and values in two columns. */
import { columnGap, type Flow, half, text } from './flow.ts'
import { bodyWidth, colours, paper } from './page.ts'

/** Two columns of names and values; a value that is too long for one has the whole width. */
export function setFacts(flow: Flow, rows: readonly (readonly [string, string])[]): void {
  const gap = columnGap
  const nameWidth = 92
  const { pages } = flow
  const height = pages.lineHeight(text.size)
  const name = { ...text, colour: colours.faint }
  let column = 0
  for (const [key, value] of rows) {
    const [line] = pages.lines(value, text)
    const isLong = (line?.width ?? 0) > half - nameWidth
    if (isLong && column === 1) {
      flow.y += height
      column = 0
    }
    if (column === 0) flow.need(height)
    const x = paper.margin + column * (half + gap)
    const width = isLong ? bodyWidth : half
    const [label] = pages.lines(key, name, width)
    if (label && label.width > nameWidth - 6 && isLong) {
      pages.write(label, x, flow.y, width, name)
      for (const part of pages.lines(value, text, width - label.width - 8)) {
        pages.write(part, x + label.width + 8, flow.y, width, text)
        flow.y += height
      }
      continue
    }
    if (label) pages.write(label, x, flow.y, nameWidth, name)
    const start = Math.max(nameWidth, (label?.width ?? 0) + 8)
    if (isLong) {
      for (const part of pages.lines(value, text, width - start)) {
        pages.write(part, x + start, flow.y, width - start, text)
        flow.y += height
      }
      continue
    }
    if (line) pages.write(line, x + start, flow.y, half - start, text)
    if (column === 1) flow.y += height
    column = 1 - column
  }
  if (column === 1) flow.y += height
  flow.y += 3
}
