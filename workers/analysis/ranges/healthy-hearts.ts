/**
 * Healthy Hearts Consortium: 9,088 scans of healthy adults, 95 % prediction intervals by age, sex and ethnicity,
 * smooth borders (papillaries in the cavity), by Mosteller's body surface. Limits in mL/m², g/m² and %.
 *
 * Read at second hand and not yet held against the publication's supplement: shown, but decides nothing.
 * @source Raisi-Estabragh 2024, doi:10.1016/j.jcmg.2024.01.009
 */

import { say } from '../sentences/say.ts'
import type { Ethnicity, Limits, RangeRow, RangeTable, Sex } from './table.ts'

const columns = [
  'lv-edv-index',
  'lv-esv-index',
  'lv-sv-index',
  'lv-ef',
  'lv-mass-ed-index',
  'rv-edv-index',
  'rv-esv-index',
  'rv-sv-index',
  'rv-ef',
] as const

/** low and high of each column in turn */
type Row = readonly [ages: string, ...limits: readonly number[]]

const bands: Readonly<Record<string, readonly [from: number, to: number | undefined]>> = {
  '18-29': [18, 30],
  '30-39': [30, 40],
  '40-49': [40, 50],
  '50-59': [50, 60],
  '60-69': [60, 70],
  '70+': [70, undefined],
}

// biome-ignore format: one line a band, as in the source
const groups: readonly (readonly [Ethnicity, Sex, readonly Row[]])[] = [
  ['white', 'F', [
    ['18-29', 60, 102,  20, 44,  34, 64,  49, 72,  32, 52,  60, 104,  21, 46,  33, 65,  47, 71],
    ['30-39', 57, 99,  19, 42,  33, 62,  49, 72,  32, 52,  57, 102,  19, 44,  32, 64,  48, 72],
    ['40-49', 54, 96,  17, 41,  32, 61,  50, 73,  32, 51,  54, 99,  17, 43,  31, 63,  49, 73],
    ['50-59', 51, 93,  15, 39,  30, 59,  51, 74,  31, 51,  51, 96,  15, 41,  30, 62,  50, 74],
    ['60-69', 48, 90,  14, 38,  29, 58,  51, 74,  31, 51,  48, 93,  14, 39,  29, 61,  51, 75],
    ['70+', 46, 87,  12, 36,  27, 57,  52, 75,  31, 50,  46, 91,  12, 37,  28, 60,  52, 76],
  ]],
  ['white', 'M', [
    ['18-29', 65, 119,  22, 54,  36, 72,  46, 71,  42, 69,  70, 128,  26, 60,  36, 76,  43, 69],
    ['30-39', 61, 116,  21, 52,  34, 70,  46, 71,  41, 68,  66, 124,  24, 58,  34, 74,  44, 70],
    ['40-49', 58, 112,  19, 50,  32, 68,  47, 72,  40, 67,  62, 120,  22, 56,  32, 72,  45, 71],
    ['50-59', 54, 109,  18, 49,  31, 66,  47, 72,  39, 66,  58, 116,  20, 53,  31, 71,  45, 71],
    ['60-69', 51, 106,  16, 47,  29, 64,  47, 72,  38, 65,  54, 112,  17, 51,  29, 69,  46, 72],
    ['70+', 48, 102,  14, 46,  27, 63,  48, 73,  37, 64,  50, 108,  15, 49,  27, 67,  46, 72],
  ]],
  ['black', 'F', [
    ['40-49', 55, 96,  18, 42,  31, 60,  48, 72,  31, 54,  54, 101,  17, 44,  32, 62,  49, 73],
    ['50-59', 52, 93,  17, 40,  29, 58,  49, 72,  32, 55,  52, 98,  16, 42,  31, 61,  50, 73],
    ['60-69', 49, 89,  15, 38,  28, 56,  50, 73,  33, 56,  49, 96,  15, 41,  30, 60,  50, 73],
    ['70+', 45, 86,  13, 37,  26, 55,  50, 74,  34, 57,  47, 94,  14, 40,  28, 59,  50, 74],
  ]],
  ['black', 'M', [
    ['50-59', 53, 108,  16, 50,  31, 63,  46, 72,  39, 69,  58, 111,  21, 51,  31, 68,  46, 69],
    ['60-69', 50, 105,  14, 48,  29, 62,  47, 73,  38, 68,  57, 109,  19, 49,  31, 67,  48, 71],
    ['70+', 47, 103,  13, 47,  28, 61,  47, 73,  37, 67,  54, 108,  17, 47,  30, 67,  49, 73],
  ]],
  ['south-asian', 'F', [
    ['40-49', 50, 84,  15, 34,  30, 55,  52, 74,  28, 47,  45, 84,  14, 35,  27, 53,  52, 72],
    ['50-59', 48, 82,  14, 33,  29, 54,  53, 75,  29, 47,  46, 85,  14, 34,  28, 54,  53, 73],
    ['60-69', 46, 80,  13, 32,  28, 53,  53, 76,  29, 47,  46, 85,  14, 34,  28, 55,  53, 74],
    ['70+', 44, 78,  12, 31,  27, 52,  54, 76,  29, 48,  46, 85,  13, 33,  29, 55,  54, 74],
  ]],
  ['south-asian', 'M', [
    ['40-49', 52, 97,  17, 42,  30, 60,  49, 71,  34, 60,  54, 102,  20, 46,  30, 61,  47, 69],
    ['50-59', 50, 95,  16, 41,  29, 59,  50, 72,  34, 59,  53, 100,  18, 45,  29, 60,  48, 70],
    ['60-69', 48, 92,  14, 39,  28, 58,  51, 73,  33, 59,  51, 98,  17, 43,  29, 60,  49, 70],
    ['70+', 46, 90,  13, 38,  27, 57,  51, 74,  33, 58,  49, 96,  16, 42,  28, 59,  49, 71],
  ]],
  ['chinese', 'F', [
    ['18-29', 59, 94,  18, 39,  34, 62,  52, 73,  28, 47,  58, 100,  20, 46,  32, 60,  47, 70],
    ['30-39', 56, 91,  17, 38,  33, 61,  52, 74,  29, 47,  55, 97,  18, 43,  31, 59,  48, 71],
    ['40-49', 54, 89,  15, 36,  32, 60,  53, 75,  30, 48,  52, 94,  16, 41,  31, 59,  50, 72],
    ['50-59', 52, 87,  14, 35,  31, 59,  54, 76,  31, 49,  49, 91,  14, 39,  30, 58,  51, 74],
    ['60-69', 49, 84,  13, 34,  30, 58,  55, 77,  32, 50,  47, 89,  12, 37,  29, 57,  53, 75],
    ['70+', 47, 82,  11, 32,  29, 57,  56, 77,  32, 51,  44, 86,  10, 35,  29, 57,  54, 77],
  ]],
  ['chinese', 'M', [
    ['18-29', 63, 105,  22, 48,  36, 63,  45, 72,  38, 62,  68, 118,  27, 60,  33, 66,  39, 67],
    ['30-39', 60, 102,  20, 46,  34, 61,  46, 73,  38, 61,  64, 114,  24, 57,  32, 64,  41, 68],
    ['40-49', 57, 99,  19, 44,  33, 60,  47, 73,  37, 61,  60, 110,  22, 55,  31, 63,  42, 69],
    ['50-59', 54, 96,  17, 43,  32, 59,  47, 74,  37, 60,  57, 106,  19, 52,  30, 62,  43, 71],
    ['60-69', 51, 93,  15, 41,  30, 57,  48, 74,  36, 60,  53, 102,  16, 49,  29, 61,  44, 72],
  ]],
  ['mixed-other', 'F', [
    ['50-59', 51, 92,  15, 37,  31, 60,  53, 74,  29, 52,  51, 96,  16, 39,  30, 61,  53, 72],
    ['60-69', 47, 89,  14, 36,  29, 58,  52, 74,  29, 52,  48, 93,  15, 37,  29, 59,  53, 72],
    ['70+', 44, 85,  13, 35,  26, 56,  52, 74,  29, 52,  45, 90,  13, 36,  27, 58,  53, 73],
  ]],
  ['mixed-other', 'M', [
    ['50-59', 58, 107,  18, 47,  34, 65,  49, 72,  38, 67,  59, 117,  21, 50,  33, 71,  50, 69],
    ['60-69', 52, 100,  16, 45,  30, 62,  49, 72,  37, 65,  53, 111,  19, 49,  30, 67,  49, 69],
    ['70+', 45, 94,  14, 43,  27, 59,  49, 72,  35, 64,  47, 105,  17, 47,  26, 64,  48, 68],
  ]],
]

/** Indexed by body surface too; the only atrial group that was read. */
const leftAtriumOfWhiteWomen: Readonly<Record<string, Limits>> = {
  '18-29': [20, 57],
  '30-39': [19, 56],
  '40-49': [18, 55],
  '50-59': [18, 54],
  '60-69': [17, 53],
  '70+': [16, 52],
}

function rowOf(ethnicity: Ethnicity, sex: Sex, [ages, ...numbers]: Row): RangeRow {
  const band = bands[ages]
  if (band === undefined) throw new RangeError(`no band of ages ${ages}`)
  const atrium = ethnicity === 'white' && sex === 'F' ? leftAtriumOfWhiteWomen[ages] : undefined
  return {
    ethnicity,
    sex,
    from: band[0],
    to: band[1],
    limits: {
      ...Object.fromEntries(columns.map((quantity, k) => [quantity, limitsAt(numbers, k)])),
      ...(atrium === undefined ? {} : { 'la-max-index': atrium }),
    },
  }
}

function limitsAt(numbers: readonly number[], column: number): Limits {
  const [low, high] = [numbers[2 * column], numbers[2 * column + 1]]
  if (low === undefined || high === undefined) throw new RangeError(`no limits in column ${column}`)
  return [low, high]
}

export const healthyHearts: RangeTable = {
  id: 'healthy-hearts-2024',
  version: '1',
  source:
    'Raisi-Estabragh 2024, doi:10.1016/j.jcmg.2024.01.009, as copied in nethahussain/cardiac-mri-reference (CC0)',
  status: 'unverified source',
  interval: '95 % prediction interval',
  papillaries: 'cavity',
  base: 'reader-slices',
  bsaFormula: 'mosteller',
  rounding: 1,
  assumed: [
    say('ranges/smooth-segmentation-taken-papillaries-cavity'),
    say('ranges/base-rule-not-stated-what'),
  ],
  rows: groups.flatMap(([ethnicity, sex, rows]) => rows.map((row) => rowOf(ethnicity, sex, row))),
}
