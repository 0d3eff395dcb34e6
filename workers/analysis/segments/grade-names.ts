/**
 * What a grade of the pinned scales is called in German, in the window and on paper alike; in English it is its own
 * name.
 */
export const germanGrades = {
  normal: 'normal',
  'mild-moderate hypokinesis': 'leichte bis mäßige Hypokinesie',
  'severe hypokinesis': 'schwere Hypokinesie',
  akinesis: 'Akinesie',
  dyskinesis: 'Dyskinesie',
  hypokinetic: 'hypokinetisch',
  akinetic: 'akinetisch',
  dyskinetic: 'dyskinetisch',
  aneurysmal: 'aneurysmatisch',
  mild: 'leicht',
  moderate: 'mäßig',
  severe: 'schwer',
  none: 'keine',
  ischaemic: 'ischämisch',
  'non-ischaemic': 'nicht ischämisch',
  mixed: 'gemischt',
  'not assessable': 'nicht beurteilbar',
  'non-diagnostic': 'nicht diagnostisch',
}
