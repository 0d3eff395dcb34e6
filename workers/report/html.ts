/**
 * A report as one HTML file: styles and images are in it, no script is, and nothing is fetched. Every word comes from
 * data and is escaped; what a browser may do with the file is closed by its own policy as well.
 */
import type { Block, Cell, Drawing, Figure, PrintedReport, Shape } from '#analysis/report/printed/document.ts'
import { printable } from '#analysis/report/printed/printable.ts'
import { barShapes, frameOf, heightOfBar, type Pictures, pathOfLine } from './pictures.ts'
import { style } from './style.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escaped = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '')

const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

export function reportHtml(report: PrintedReport, pictures: Pictures): string {
  const { language, title, subtitle, draft, sections, footer } = report
  const said = escaped(title)
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${said}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${said}</h1><p>${escaped(subtitle)}</p></header>`,
    ...(draft === undefined ? [] : [`<p class="draft" role="note">${escaped(draft)}</p>`]),
    '<main>',
    ...sections.map(
      (section) =>
        `<section><h2>${escaped(section.title)}</h2>${section.blocks.map((block) => blockHtml(block, pictures)).join('\n')}</section>`,
    ),
    '</main>',
    `<footer>${escaped(footer)}</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function blockHtml(block: Block, pictures: Pictures): string {
  switch (block.kind) {
    case 'facts':
      return `<dl>${block.rows.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`
    case 'text':
      return block.text
        .split('\n')
        .map((line) => `<p class="${block.tone}">${escaped(line)}</p>`)
        .join('')
    case 'list':
      return `<ul class="${block.tone}">${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
    case 'table':
      return tableHtml(block)
    case 'figures':
      return `<div class="figures">${block.figures.map((figure) => figureHtml(figure, pictures)).join('')}</div>${block.note === undefined ? '' : `<p class="faint">${escaped(block.note)}</p>`}`
  }
}

const cellHtml = ({ text, recorded }: Cell): string =>
  recorded === undefined ? escaped(text) : `${escaped(text)} <small>${escaped(recorded)}</small>`

function tableHtml({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const heads = columns.map(({ head, align }) => `<th scope="col" class="${align}">${escaped(head)}</th>`)
  const lines = rows.map(
    (row) =>
      `<tr>${row
        .map((cell, k) => {
          const kind = `${columns[k]?.align ?? 'left'} ${cell.tone ?? 'plain'}`
          return k === 0
            ? `<th scope="row" class="${kind}">${cellHtml(cell)}</th>`
            : `<td class="${kind}">${cellHtml(cell)}</td>`
        })
        .join('')}</tr>`,
  )
  return `<table>${caption === undefined ? '' : `<caption>${escaped(caption)}</caption>`}<thead><tr>${heads.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`
}

function figureHtml(figure: Figure, pictures: Pictures): string {
  const body = figure.kind === 'drawing' ? drawingSvg(figure) : pictureSvg(figure, pictures)
  const kind = figure.kind === 'drawing' && figure.width > figure.height ? 'wide' : 'square'
  return `<figure class="${kind}">${body}<figcaption>${escaped(figure.caption)}</figcaption></figure>`
}

function drawingSvg({ width, height, shapes, description }: Drawing): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(description)}">${shapes.map(shapeSvg).join('')}</svg>`
}

function shapeSvg(shape: Shape): string {
  if (shape.kind === 'text') {
    const { x, y, text, size, anchor, colour } = shape
    return `<text x="${x.toFixed(2)}" y="${y.toFixed(2)}" font-size="${size}" text-anchor="${anchor}" fill="${escaped(colour)}">${escaped(text)}</text>`
  }
  const { d, fill = 'none', stroke = 'none', width = 1, dash } = shape
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash}"`
  return `<path d="${escaped(d)}" fill="${escaped(fill)}" stroke="${escaped(stroke)}" stroke-width="${width}"${dashes}/>`
}

/** letters of a colour bar, of the width of its picture */
const shareOfWords = 0.05

function pictureSvg(picture: Extract<Figure, { kind: 'picture' }>, pictures: Pictures): string {
  const { width, height } = frameOf(picture)
  const png = pictures.get(picture)
  const image =
    png === undefined
      ? ''
      : `<image width="${width.toFixed(2)}" height="${height.toFixed(2)}" preserveAspectRatio="none" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/>`
  const lines = picture.lines.map(
    (line) =>
      `<path d="${pathOfLine(line, picture)}" fill="none" stroke="${escaped(line.colour)}" stroke-width="${(width / 160).toFixed(2)}"/>`,
  )
  const bar =
    picture.bar === undefined
      ? ''
      : `<g transform="translate(0 ${height.toFixed(2)})">${barShapes(
          picture.bar,
          width,
          width * shareOfWords,
        )
          .map(shapeSvg)
          .join('')}</g>`
  const below = picture.bar === undefined ? 0 : heightOfBar(width, width * shareOfWords)
  // what is drawn beyond the part that is shown would lie on the bar
  const clip = `<svg width="${width.toFixed(2)}" height="${height.toFixed(2)}">${image}${lines.join('')}</svg>`
  return `<svg viewBox="0 0 ${width.toFixed(2)} ${(height + below).toFixed(2)}" role="img" aria-label="${escaped(picture.caption)}">${clip}${bar}</svg>`
}
