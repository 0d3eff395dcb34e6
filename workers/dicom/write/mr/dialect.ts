/** How one maker of scanners writes what all of them know: the words and private elements that differ. */
import type { ImageAttributes } from '#analysis/phantom/attributes.ts'
import type { PhantomSeries } from '#analysis/phantom/series.ts'
import type { Dataset } from '../part10.ts'

/** `slice` and `phase` count from 0. */
export interface DialectImage {
  readonly series: PhantomSeries
  readonly slice: number
  readonly phase: number
  readonly attributes: ImageAttributes
}

export interface Dialect {
  /** manufacturer, model and software */
  readonly equipment: Dataset
  /** a short-axis cine is a series for each slice */
  readonly splitsStacks: boolean
  /** magnitude and phase, or magnitude and real part, are one series */
  readonly joinsComponents: boolean
  imageType(image: DialectImage): readonly string[]
  /** what classic images say in this maker's own words, private elements included */
  classic(image: DialectImage): Dataset
}
