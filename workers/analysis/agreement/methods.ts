/** Names and versions of what is computed here; a change of arithmetic is a new version, never an edit. */
export const blandAltmanMethod = { method: 'bland-altman', version: '1' } as const
export const repeatedBlandAltmanMethod = { method: 'bland-altman/repeated', version: '1' } as const
export const intraclassMethod = { method: 'intraclass-correlation/shrout-fleiss', version: '1' } as const
export const repeatabilityMethod = { method: 'within-subject-variation', version: '1' } as const
export const cohenMethod = { method: 'kappa/cohen', version: '1' } as const
export const fleissMethod = { method: 'kappa/fleiss', version: '1' } as const
export const contourAgreementMethod = { method: 'contour-agreement', version: '1' } as const
export const agreementMethod = { method: 'reader-agreement', version: '1' } as const
export const severalReadersMethod = { method: 'reader-agreement/several', version: '1' } as const
