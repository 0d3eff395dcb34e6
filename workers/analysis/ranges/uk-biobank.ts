/**
 * UK Biobank: 368 men and 432 women of 45 to 74 years, papillaries in the cavity. Limits in mL and mL/m², of all
 * ages together; the paper's bands of age were not read.
 *
 * Read at second hand, in a program that cites the paper: shown, but decides nothing.
 * @source Petersen 2017, doi:10.1186/s12968-017-0327-9
 */

import { say } from '../sentences/say.ts'
import type { RangeRow, RangeTable } from './table.ts'

/** 45 to 74 years, both included */
const ages = { from: 45, to: 75 } as const

const men: RangeRow['limits'] = {
  'lv-edv': [93, 232],
  'lv-esv': [34, 103],
  'lv-sv': [49, 140],
  'lv-edv-index': [52, 117],
  'lv-esv-index': [19, 52],
  'lv-sv-index': [28, 70],
  'rv-edv': [99, 260],
  'rv-esv': [34, 135],
  'rv-sv': [54, 140],
  'rv-edv-index': [55, 128],
  'rv-esv-index': [19, 67],
  'rv-sv-index': [30, 69],
}
const women: RangeRow['limits'] = {
  'lv-edv': [80, 175],
  'lv-esv': [25, 73],
  'lv-sv': [47, 110],
  'lv-edv-index': [50, 101],
  'lv-esv-index': [16, 43],
  'lv-sv-index': [29, 63],
  'rv-edv': [83, 192],
  'rv-esv': [26, 95],
  'rv-sv': [47, 107],
  'rv-edv-index': [51, 110],
  'rv-esv-index': [16, 55],
  'rv-sv-index': [29, 61],
}

export const ukBiobank: RangeTable = {
  id: 'uk-biobank-2017',
  version: '1',
  source: 'Petersen 2017, doi:10.1186/s12968-017-0327-9, as coded in a public repository',
  status: 'unverified source',
  interval: '95 % limits',
  papillaries: 'cavity',
  base: 'reader-slices',
  bsaFormula: 'unknown',
  rounding: 1,
  assumed: [
    say('ranges/participants-those-white-ethnicity-whom'),
    say('ranges/base-rule-not-stated-what'),
    say('ranges/formula-body-surface-not-stated-what'),
  ],
  rows: [
    { ethnicity: 'white', sex: 'M', ...ages, limits: men },
    { ethnicity: 'white', sex: 'F', ...ages, limits: women },
  ],
}
