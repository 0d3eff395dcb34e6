export const fits = {
  title: (parameter: string, of: string) => `${parameter}: fit of ${of}`,
  of: 'Fit of',
  what: { region: 'region', pixel: 'clicked pixel' },
  scale: 'Scale',
  scales: { linear: 'linear', log: 'log' },
  pixel: (column: number, row: number, slice: number) => `pixel ${column}, ${row} of slice ${slice}`,
  click: 'Click a pixel of the wall on one of these images.',
  signal: 'signal',
  sampled: 'samples',
  leftOut: 'left out',
  curve: 'fit',
  ofScanner: 'The scanner made this map: there are no samples that a fit could be shown of.',
  none: (why: string) => `No fit: ${why}.`,
  found: (value: string, error: string, rSquared: string, pixels: number) =>
    `${value} ± ${error} ms, R² ${rSquared}${pixels === 1 ? '' : `, mean signal of ${pixels} pixels`}.`,
  otherTimes: 'Slices that were sampled at other times are left out.',
  flipped: (count: number) =>
    `The sign of ${count} early ${count === 1 ? 'sample' : 'samples'} was restored.`,
  fermi: {
    title: (state: string, place: string) => `Fermi fit, ${state}, ${place}`,
    tissue: 'tissue',
    fitted: 'Fermi fit',
    found: (fit: {
      readonly mbf: string
      readonly delay: string
      readonly misses: string
      readonly k: string
      readonly shoulder: string
    }) =>
      `MBF ${fit.mbf} mL/min/g; the fit misses by ${fit.misses} % of the peak; delay ${fit.delay} s, k ${fit.k} /s, τ₀ ${fit.shoulder} s.`,
  },
  truncated: (left: number, all: number) => `${left} of ${all} echoes are left out.`,
}
