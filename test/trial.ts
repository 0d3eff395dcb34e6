/** Of whom a synthetic study is, where a test does not care. */
export const trial = {
  project: 'CMR-TRIAL-01',
  site: 'SITE01',
  subject: 'SUBJ-0001',
  studyDate: '20250101',
} as const
