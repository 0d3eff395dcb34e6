/** The pictures of a series as an analysis gets them, without a file in between: for proofs. */
import type { MeasuredImage } from '../images/image.ts'
import type { SeriesRole } from '../protocol/stack.ts'
import { at } from '../units/at.ts'
import type { ImageAttributes } from './attributes.ts'
import { phantomSeries } from './examination.ts'
import type { PhantomOptions } from './options.ts'
import { pictureMaker } from './pictures.ts'
import type { PhantomSeries } from './series.ts'

export interface RenderedImage extends MeasuredImage {
  /** both from 0 */
  readonly slice: number
  readonly phase: number
  readonly attributes: ImageAttributes
}

export interface RenderedPart {
  /** of the series with this role the one with this component: 'magnitude' when absent and there are several */
  readonly component?: ImageAttributes['component']
  /** all when absent */
  readonly slices?: readonly number[]
  readonly phases?: readonly number[]
}

/**
 * Images of the series with a role, slice by slice, each through all its phases; pixels are modality values.
 *
 * @param options  with `examination: 'whole'` for all that is no cine
 * @throws RangeError when the examination has no such series
 */
export function renderedSeries(
  options: PhantomOptions,
  role: SeriesRole,
  part: RenderedPart = {},
): readonly RenderedImage[] {
  const series = seriesWith(options, role, part.component)
  const picture = pictureMaker(options)
  return series.planes.flatMap((plane, slice) => {
    if (part.slices?.includes(slice) === false) return []
    return Array.from({ length: series.phases }, (_, phase) => phase)
      .filter((phase) => part.phases?.includes(phase) ?? true)
      .map((phase): RenderedImage => {
        const attributes = at(at(series.attributes, slice), phase)
        const { slope, intercept } = attributes
        return {
          sopInstanceUid: `${series.name}/${slice}/${phase}`,
          frame: 0,
          plane,
          pixels: Float32Array.from(picture(series, slice, phase), (stored) => stored * slope + intercept),
          slice,
          phase,
          attributes,
        }
      })
  })
}

function seriesWith(
  options: PhantomOptions,
  role: SeriesRole,
  component: ImageAttributes['component'] | undefined,
): PhantomSeries {
  const found = phantomSeries(options).filter((series) => series.role === role)
  const series =
    found.find(({ attributes }) => attributes[0]?.[0]?.component === component) ??
    (component === undefined ? found[0] : undefined)
  if (series === undefined) throw new RangeError(`the examination has no ${component ?? ''} ${role}`)
  return series
}
