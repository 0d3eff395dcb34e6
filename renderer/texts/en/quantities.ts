/** What each quantity is called in full: no number that a reader may point at is without a name in words. */
import {
  type AnalysisQuantity,
  analysisQuantities,
  type QuantityName,
  type VentricleQuantity,
} from '#analysis/measurements/quantities/quantities.ts'

const ofVentricle: Readonly<Record<VentricleQuantity, string>> = {
  'lv-edv': 'Left ventricular end-diastolic volume',
  'lv-esv': 'Left ventricular end-systolic volume',
  'lv-sv': 'Left ventricular stroke volume',
  'lv-ef': 'Left ventricular ejection fraction',
  'lv-mass-ed': 'Left ventricular mass at end-diastole',
  'lv-mass-es': 'Left ventricular mass at end-systole',
  'lv-co': 'Cardiac output',
  'lv-ci': 'Cardiac index',
  'lv-edv-index': 'Left ventricular EDV by body surface',
  'lv-esv-index': 'Left ventricular ESV by body surface',
  'lv-sv-index': 'Left ventricular stroke volume by body surface',
  'lv-mass-ed-index': 'Left ventricular mass at end-diastole by body surface',
  'heart-rate': 'Heart rate',
  rr: 'RR interval',
  bsa: 'Body surface area',
}

const ofAnalyses = Object.fromEntries(
  Object.entries<{ readonly meaning: string }>(analysisQuantities).map(([name, { meaning }]) => [
    name,
    meaning,
  ]),
) as Readonly<Record<AnalysisQuantity, string>>

export const quantities: Readonly<Record<QuantityName, string>> = { ...ofVentricle, ...ofAnalyses }
