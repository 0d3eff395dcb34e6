/** Names and versions of what is computed here; a change of arithmetic is a new version, never an edit. */
export const kaplanMeierMethod = { method: 'kaplan-meier/greenwood', version: '1' } as const
export const logRankMethod = { method: 'log-rank', version: '1' } as const
export const coxMethod = { method: 'cox-regression', version: '1' } as const
export const proportionalityMethod = { method: 'schoenfeld/score-test', version: '1' } as const
export const concordanceMethod = { method: 'concordance/harrell', version: '1' } as const
export const decisionMethod = { method: 'decision-curve/kaplan-meier', version: '1' } as const
export const incidenceMethod = { method: 'cumulative-incidence/aalen-johansen', version: '1' } as const
export const optimismMethod = { method: 'optimism/bootstrap', version: '1' } as const
export const survivalMethod = { method: 'survival-analysis', version: '1' } as const
