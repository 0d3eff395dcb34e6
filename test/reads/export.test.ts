import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ResultDocument } from '../../main/services/reads/result-document.ts'
import { resultDocument } from '../../main/services/reads/result-document.ts'
import { cellText, resultCsv } from '../../main/services/results/export-csv.ts'
import { signedRead } from '../dicom/signed-read.ts'

const result: ResultDocument = resultDocument('CMR-TRIAL-01', signedRead, [])

/** As a reader of RFC 4180 would: the one that a spreadsheet has. */
function parsed(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < csv.length; i++) {
    const char = csv.charAt(i)
    const next = csv.charAt(i + 1)
    if (quoted && char === '"' && next === '"') {
      cell += '"'
      i++
    } else if (char === '"') quoted = !quoted
    else if (!quoted && char === ',') {
      row.push(cell)
      cell = ''
    } else if (!quoted && char === '\r' && next === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      i++
    } else cell += char
  }
  return rows
}

it('has a line for every quantity, those without a value with the reason in words', () => {
  const [head = [], ...lines] = parsed(resultCsv(result))
  expect(lines).toHaveLength(signedRead.measurements.length)
  const at = (line: readonly string[], name: string) => line[head.indexOf(name)]
  const edv = lines.find((line) => at(line, 'quantity') === 'lv-edv') ?? []
  expect([at(edv, 'value'), at(edv, 'unit'), at(edv, 'unmeasured')]).toEqual(['151.23456789012346', 'mL', ''])
  const mass = lines.find((line) => at(line, 'quantity') === 'lv-mass-es') ?? []
  expect([at(mass, 'value'), at(mass, 'unmeasured')]).toEqual(['', 'No epicardial contours'])
  expect(lines.every((line) => line.length === head.length)).toBe(true)
})

it('never begins a text with a sign that a spreadsheet takes for a formula', () => {
  for (const text of ['=HYPERLINK("http://x")', '+1', '-1', '@sum', '\t=1', '\r=1'])
    expect(parsed(`${cellText(text)}\r\n`)).toEqual([[`'${text}`]])
  expect(cellText(-12.5)).toBe('-12.5')
})

it('gives back every text that is no formula, whatever commas, quotes and lines are in it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const [[cell] = []] = parsed(`${cellText(text)}\r\n`)
      expect(cell).toBe(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
    }),
  )
})

it('says of a study that is not evaluable why, on a line without a quantity', () => {
  const lines = parsed(resultCsv({ ...result, measurements: [], notEvaluable: 'no short axis, see note' }))
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('no short axis, see note')
})

it('has a line for every segment that was scored, every answer and everything that was waived', () => {
  const scale = { name: 'aha-motion', version: '1' }
  const judged = (read: string, grade: string | null) => ({ read, version: 2, head: 'f00', grade })
  const [head = [], ...lines] = parsed(
    resultCsv({
      ...result,
      measurements: [],
      scores: [
        { segment: 7, scale, grade: 'akinetic' },
        { segment: 8, scale, grade: 'not assessable' },
      ],
      adjudicated: [
        {
          segment: 8,
          scale,
          grade: 'not assessable',
          reason: '=wrap, fold',
          between: [judged('A', 'normal'), judged('B', null)],
        },
      ],
      answers: { wall: 11.5, rhythm: '+sinus' },
      waived: { motion: 'ectopy in every breath-hold' },
    }),
  )
  const shown = (
    ['analysis', 'quantity', 'scope', 'value', 'unit', 'unmeasured', 'detail', 'text'] as const
  ).map((name) => head.indexOf(name))
  expect(lines.map((line) => shown.map((column) => line[column]))).toEqual([
    ['segment-scores', 'aha-motion', 'segment:7', '3', 'grade', '', '', 'akinetic'],
    [
      'adjudication',
      'aha-motion',
      'segment:8',
      '',
      '',
      '',
      "'=wrap, fold; read A v2: normal; read B v2: not scored",
      'not assessable',
    ],
    ['checklist', 'wall', '', '', '', '', '', '11.5'],
    ['checklist', 'rhythm', '', '', '', '', '', "'+sinus"],
    ['checklist', 'motion', '', '', '', 'Waived', 'ectopy in every breath-hold', ''],
  ])
})
