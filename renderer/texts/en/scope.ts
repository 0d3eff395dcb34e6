/** The part that a number is about, by the words of its scope: 'segment:7 layer:endocardial'. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { englishScarMethod } from '#analysis/scar/method-names.ts'
import { methods } from './methods.ts'
import { quantities } from './quantities.ts'

const views: Readonly<Record<string, string>> = {
  '2ch': '2-chamber',
  '3ch': '3-chamber',
  '4ch': '4-chamber',
  biplane: 'biplane',
  all: 'all long-axis views',
}
const layers: Readonly<Record<string, string>> = { 'whole-wall': 'whole wall' }
/** Regions that are found or named by the program; one that a reader drew has the name that it was given. */
const regions: Readonly<Record<string, string>> = {
  'pulmonary-artery': 'pulmonary artery',
}

export const scope = {
  state: (value: string) => value,
  view: (value: string) => views[value] ?? value,
  level: (value: string) => `${value} level`,
  slice: (value: string) => `slice ${Number(value) + 1}`,
  phase: (value: string) => `phase ${Number(value) + 1}`,
  segment: (value: string) => `segment ${value}`,
  territory: (value: string) => value.toUpperCase(),
  layer: (value: string) => layers[value] ?? value,
  region: (value: string) => regions[value] ?? value,
  of: (value: string) => `of ${quantities[value as QuantityName] ?? value}`,
  sex: (value: string): string => (value === 'M' ? 'men' : 'women'),
  method: (value: string) => (value.includes('/') ? methods.name(value) : `by ${englishScarMethod(value)}`),
}
