/** Whatever a comment, a subject or a warning says, the HTML shows it and does nothing else. */
import { expect, it } from 'vitest'
import { printedReport } from '#analysis/report/printed/report.ts'
import { usualTemplate } from '#analysis/report/printed/template.ts'
import { reportHtml } from '../../workers/report/html.ts'
import { analysed, printSource } from './print-source.ts'

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '</style><style>*{display:none}',
  '</title><base href="https://example.org/">',
  '&lt;b&gt;',
  'javascript:alert(1)//\u2028',
]

it('shows hostile text as text, wherever it stands', () => {
  const text = hostile.join(' ')
  const html = reportHtml(
    printedReport(
      printSource({
        subject: text,
        project: text,
        site: text,
        reader: text,
        application: text,
        comments: [text],
        leftOut: [{ analysis: text, why: text }],
        analyses: [{ ...analysed('scar', []), warnings: [text], method: `molli/${text}` }],
        protocol: { name: text, version: text, base: 'reader-slices', papillaries: 'cavity' },
      }),
      { ...usualTemplate, title: text, footer: text },
    ),
    new Map(),
  )
  expect(html).not.toMatch(/<script|<img|<base|<iframe|<object|<link|<a /i)
  expect(html.match(/<style>/g)).toHaveLength(1)
  expect(html.match(/<\/title>/g)).toHaveLength(1)
  // no tag has a handler or a place to fetch from
  for (const [tag] of html.matchAll(/<[a-z][^>]*>/g)) expect(tag).not.toMatch(/ on\w+=|https?:|javascript:/)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).toContain('&amp;lt;b&amp;gt;')
  expect(html).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`)
})

it('keeps the recorded name of a method small beside its words', () => {
  const html = reportHtml(printedReport(printSource(), usualTemplate), new Map())
  expect(html).toContain(
    '>Sum of discs, reader’s slices, BSA by Mosteller <small>disc-summation/reader-slices/bsa-mosteller</small></td>',
  )
})

it('says its language, and keeps text of any script', () => {
  const html = reportHtml(
    printedReport(printSource({ comments: ['Größe, Żółć, Сердце, 心脏磁共振'] }), {
      ...usualTemplate,
      language: 'de',
    }),
    new Map(),
  )
  expect(html).toContain('<html lang="de">')
  expect(html).toContain('Größe, Żółć, Сердце, 心脏磁共振')
})
