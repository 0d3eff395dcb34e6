/** Methods of perfusion by the names and versions that are recorded; a change of arithmetic is a new version. */

export const fermiDeconvolution = { method: 'fermi-deconvolution', version: '2' } as const
/** flow at rest brought to a standard product of heart rate and systolic pressure */
export const fermiAtStandardWork = { method: 'fermi-deconvolution/rate-pressure', version: '1' } as const
export const exchangeDeconvolution = { method: '2cxm-deconvolution', version: '1' } as const
/** on concentrations */
export const upslopeOfConcentration = { method: 'upslope/concentration', version: '1' } as const
/** on signal over baseline: where the arterial input is saturated, or the signal cannot be converted */
export const upslopeOfSignal = { method: 'upslope/signal', version: '1' } as const
export const firstPassCurve = { method: 'first-pass-curve', version: '1' } as const
export const translationByTissueClasses = { method: 'translation/tissue-classes', version: '1' } as const
/** of every pixel, at the delay of its region */
export const fermiOfPixels = { method: 'fermi-deconvolution/pixels', version: '1' } as const
