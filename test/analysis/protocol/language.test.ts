import { describe, expect, it } from 'vitest'
import {
  contrastInText,
  loadInText,
  outflowInText,
  planeInText,
  purposesInText,
} from '#analysis/protocol/language.ts'

describe('planes in words', () => {
  it.each([
    ['cine SA', 'sax'],
    ['SAX', 'sax'],
    ['Kurzachse', 'sax'],
    ['petit axe', 'sax'],
    ['Eje corto', 'sax'],
    ['Eixo curto', 'sax'],
    ['asse corto', 'sax'],
    ['korte as', 'sax'],
    ['kortaxel', 'sax'],
    ['短轴', 'sax'],
    ['短軸', 'sax'],
    ['단축', 'sax'],
    ['короткая ось', 'sax'],
    ['4ch', '4ch'],
    ['4-Kammerblick', '4ch'],
    ['4 cámaras', '4ch'],
    ['4 câmaras', '4ch'],
    ['4 camere', '4ch'],
    ['4 kamer', '4ch'],
    ['4 kammare', '4ch'],
    ['4 cavités', '4ch'],
    ['4腔', '4ch'],
    ['4챔버', '4ch'],
    ['4-камерная', '4ch'],
    ['HLA', '4ch'],
    ['VLA', '2ch'],
    ['Zweikammerblick', '2ch'],
    ['cine 2KV', '2ch'],
    ['three chamber', '3ch'],
    ['LVOT', '3ch'],
    ['Localizer', 'scout'],
  ] as const)('%s is %s', (text, plane) => {
    expect(planeInText(text)).toBe(plane)
  })

  it.each(['SAG', 'DECUBITUS', 'spat', 'sacrum', '', '14chan', 'cine SA 4ch', '2ch 4ch'])(
    '%s names no one plane',
    (text) => {
      expect(planeInText(text)).toBeUndefined()
    },
  )

  it('outflow tracts are told apart', () => {
    expect(outflowInText('cine RVOT')).toBe('rvot')
    expect(outflowInText('RVAF')).toBe('rvot')
    expect(outflowInText('LVOT cor')).toBe('lvot')
    expect(outflowInText('cine 4ch')).toBeUndefined()
  })
})

describe('purposes in words', () => {
  it.each([
    ['LGE sax', 'lge'],
    ['PSIR', 'lge'],
    ['realce tardío', 'lge'],
    ['Spät', 'lge'],
    ['ritardato', 'lge'],
    ['延迟强化', 'lge'],
    ['遅延造影', 'lge'],
    ['Perfusion Ruhe', 'perfusion'],
    ['first pass', 'perfusion'],
    ['灌注', 'perfusion'],
    ['관류', 'perfusion'],
    ['MOLLI native', 'molli'],
    ['shMOLLI', 'molli'],
    ['T1 map', 't1-map'],
    ['T2_map', 't2-map'],
    ['T2* map', 't2star-map'],
    ['T2*', 't2star'],
    ['T2prep', 't2prep'],
    ['ECV', 'ecv-map'],
    ['TI-scout', 'ti-scout'],
    ['tagging', 'tagging'],
    ['SPAMM', 'tagging'],
    ['flow AoV', 'flow-magnitude'],
    ['Q-flow', 'flow-magnitude'],
    ['Fluss', 'flow-magnitude'],
    ['4D flow', '4d-flow'],
    ['real-time', 'realtime'],
    ['STIR', 'black-blood'],
    ['survey', 'scout'],
    ['cine', 'cine'],
  ] as const)('%s may mean %s', (text, purpose) => {
    expect(purposesInText(text)).toContain(purpose)
  })

  it.each(['DECUBITUS', 'delta', 'perfect.', 'T1', 'model', 'sax'])(
    '%s means none of late enhancement or flow',
    (text) => {
      expect(purposesInText(text)).not.toContain('lge')
      expect(purposesInText(text)).not.toContain('flow-magnitude')
    },
  )
})

it.each([
  ['adenosine', 'stress'],
  ['Belastung', 'stress'],
  ['effort', 'stress'],
  ['estrés', 'stress'],
  ['sforzo', 'stress'],
  ['负荷', 'stress'],
  ['부하', 'stress'],
  ['Regadenoson', 'stress'],
  ['Ruhe', 'rest'],
  ['repos', 'rest'],
  ['reposo', 'rest'],
  ['riposo', 'rest'],
  ['vila', 'rest'],
  ['静息', 'rest'],
  ['покой', 'rest'],
  ['rest stress', undefined],
  ['perfusion', undefined],
  ['restored', undefined],
] as const)('%s is said of %s', (text, load) => {
  expect(loadInText(text)).toBe(load)
})

it.each([
  ['T1 native', 'native'],
  ['MOLLI pre', 'native'],
  ['T1 nach KM', 'post'],
  ['MOLLI post', 'post'],
  ['MOLLI Gd', 'post'],
  ['造影前', 'native'],
  ['pre and post', undefined],
  ['T1', undefined],
] as const)('%s is said of %s', (text, contrast) => {
  expect(contrastInText(text)).toBe(contrast)
})
