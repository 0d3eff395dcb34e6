/**
 * The ways in which the wall is divided into enhanced and not, by the names that are recorded. None is right
 * everywhere: two standard deviations find up to twice what half the maximum finds, so all are computed at once.
 *
 *   2-sd, 5-sd, ...   above μ + n σ of remote myocardium
 *   fwhm-maximum      above half of the maximum: the signal must have its true zero
 *   fwhm-remote       above half between remote mean and maximum: for phase-sensitive images
 *   otsu              where the variance between two classes is largest
 *   weighted          pixels of the enhanced region count by how far they are from remote to core
 *
 * @source Flett 2011, doi:10.1016/j.jcmg.2010.11.015 (n-SD, FWHM; from memory); PMC4855857 table 1 (FWHM from remote,
 *   Otsu, weighted: bias to experts)
 */
export type ScarMethod =
  | { readonly kind: 'n-sd'; readonly n: number }
  | { readonly kind: 'fwhm'; readonly above: 'maximum' | 'remote' }
  | { readonly kind: 'otsu' }
  /** @param n  standard deviations above remote at which the region that is weighted begins */
  | { readonly kind: 'weighted'; readonly n: number }

export const scarVersion = '1'

/** One word, for scopes. */
export function scarMethodName(method: ScarMethod): string {
  switch (method.kind) {
    case 'n-sd':
      return `${method.n}-sd`
    case 'fwhm':
      return `fwhm-${method.above}`
    case 'otsu':
      return 'otsu'
    case 'weighted':
      return 'weighted'
  }
}

/** The same by so many standard deviations more above remote; a method that counts none stays. */
export const withMoreDeviations = (method: ScarMethod, by: number): ScarMethod =>
  'n' in method ? { ...method, n: method.n + by } : method
