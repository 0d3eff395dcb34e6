import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { germanScarMethod } from '#analysis/scar/method-names.ts'
import type { scope as english } from '../en/scope.ts'
import { methods } from './methods.ts'
import { quantities } from './quantities.ts'

export const levels = { basal: 'basal', mid: 'mittig', apical: 'apikal', apex: 'Apex' } as const
const layers: Readonly<Record<string, string>> = {
  endocardial: 'endokardial',
  'mid-wall': 'mittwandig',
  epicardial: 'epikardial',
  'whole-wall': 'ganze Wand',
}
const views: Readonly<Record<string, string>> = {
  '2ch': '2-Kammer',
  '3ch': '3-Kammer',
  '4ch': '4-Kammer',
  biplane: 'biplan',
  all: 'alle Längsachsen',
}
const regions: Readonly<Record<string, string>> = {
  aorta: 'Aorta',
  'pulmonary-artery': 'Pulmonalarterie',
  blood: 'Blut',
  septum: 'Septum',
}
/** One that no series names has a number; one that a reader drew has the name that it was given. */
export const regionName = (region: string): string =>
  regions[region] ?? region.replace(/^vessel(?:-(\d+))?$/, (_, number = '') => `Gefäß ${number}`.trim())

const states: Readonly<Record<string, string>> = { rest: 'Ruhe', stress: 'Stress' }

export const scope: typeof english = {
  state: (value) => states[value] ?? value,
  view: (value) => views[value] ?? value,
  level: (value) => levels[value as keyof typeof levels] ?? value,
  slice: (value) => `Schicht ${Number(value) + 1}`,
  phase: (value) => `Phase ${Number(value) + 1}`,
  segment: (value) => `Segment ${value}`,
  territory: (value) => value.toUpperCase(),
  layer: (value) => layers[value] ?? value,
  region: regionName,
  of: (value) => `von ${quantities[value as QuantityName] ?? value}`,
  sex: (value) => (value === 'M' ? 'Männer' : 'Frauen'),
  method: (value) => (value.includes('/') ? methods.name(value) : `nach ${germanScarMethod(value)}`),
}
