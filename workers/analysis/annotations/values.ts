/** Everything that an annotation measures, by name and unit: what the window lists, what is copied, what a report may state. */
import { type PixelSize, type Polygon, signedArea } from '../contours/polygon.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type Annotation, isRegion } from './annotation.ts'
import { angleOf, lengthOf, outlineOf, regionArea } from './figure.ts'
import type { ValueScale } from './image-values.ts'
import {
  type Covered,
  coveredBy,
  type PixelGrid,
  type RegionStatistics,
  regionStatistics,
} from './region-statistics.ts'

export type AnnotationValueName = 'length' | 'angle' | 'area' | 'mean' | 'sd' | 'min' | 'max' | 'pixels'

export interface AnnotationValue {
  readonly name: AnnotationValueName
  readonly outcome: Outcome<number>
  /** UCUM; absent for a signal, which has none */
  readonly unit?: string
}

/** The image that an annotation is seen on, as far as it is known. */
export interface SeenImage extends PixelGrid {
  readonly scale: ValueScale
}

/**
 * @param pixel  size of the pixels of its image
 * @param image  values under it; absent while they are not known
 */
export function annotationValues(
  annotation: Annotation,
  pixel: PixelSize,
  image: SeenImage | undefined,
): readonly AnnotationValue[] {
  const { kind, points } = annotation
  switch (kind) {
    case 'length':
      return [{ name: 'length', outcome: measured(lengthOf(points, pixel)), unit: 'mm' }]
    case 'angle':
      return [{ name: 'angle', outcome: angleOf(points, pixel), unit: 'deg' }]
    case 'ellipse':
    case 'freehand':
      return regionValues(annotation, pixel, image)
    case 'arrow':
    case 'text':
      return []
  }
}

const statisticNames = ['mean', 'sd', 'min', 'max', 'pixels'] as const

function regionValues(
  annotation: Annotation,
  pixel: PixelSize,
  image: SeenImage | undefined,
): readonly AnnotationValue[] {
  const { area, outline } = regionOf(annotation, pixel)
  const statistics = image ? statisticsOf(annotation, outline, image) : notLoaded
  const unit = image?.scale.unit
  return [
    { name: 'area', outcome: area, unit: 'mm2' },
    ...statisticNames.map(
      (name): AnnotationValue => ({
        name,
        outcome: statistics.measured ? measured(statistics.value[name], statistics.warnings) : statistics,
        ...(name === 'pixels' ? { unit: '{pixels}' } : unit === undefined ? {} : { unit }),
      }),
    ),
  ]
}

const notLoaded = unmeasured('no-images', say('values/image-not-loaded'))

interface Region {
  readonly outline: Polygon
  readonly area: Outcome<number>
}

/** Annotations are values: what is known of one stays true. */
const regions = new WeakMap<Annotation, { readonly pixel: PixelSize; readonly region: Region }>()
const covers = new WeakMap<
  Annotation,
  { readonly rows: number; readonly columns: number; readonly covered: Covered | undefined }
>()

/** What a region is bounded by and its area, mm². @throws RangeError for an annotation that is no region */
export function regionOf(annotation: Annotation, pixel: PixelSize): Region {
  if (!isRegion(annotation.kind)) throw new RangeError(`a ${annotation.kind} bounds no region`)
  const known = regions.get(annotation)
  if (
    known &&
    known.pixel.rowSpacing === pixel.rowSpacing &&
    known.pixel.columnSpacing === pixel.columnSpacing
  )
    return known.region
  const outline = outlineOf(annotation)
  const area = regionArea(annotation, pixel, outline)
  const region: Region = {
    outline,
    area: area > 0 ? measured(area) : unmeasured('degenerate-contour', say('values/region-encloses-nothing')),
  }
  regions.set(annotation, { pixel, region })
  return region
}

/** of the area of a region beyond which it is said that it reaches out of the image */
const outside = 0.01

function statisticsOf(annotation: Annotation, outline: Polygon, image: SeenImage): Outcome<RegionStatistics> {
  const { rows, columns, scale } = image
  const known = covers.get(annotation)
  const covered =
    known && known.rows === rows && known.columns === columns ? known.covered : coveredBy(outline, image)
  covers.set(annotation, { rows, columns, covered })
  const found = regionStatistics(covered, image)
  if (!found.measured) return found
  const share = 1 - (covered?.onImage ?? 0) / Math.abs(signedArea(outline))
  const warnings = [
    ...(scale.unknown === undefined ? [] : [say('values/shown-signal', { unknown: scale.unknown })]),
    ...(scale.zeroIsNone && found.value.zeros > 0
      ? [say('values/pixels-region-hold-no-value', { zeros: found.value.zeros })]
      : []),
    ...(share > outside ? [say('values/region-lies-beside-image', { share: 100 * share })] : []),
  ]
  return measured(inUnit(found.value, scale), warnings)
}

function inUnit(found: RegionStatistics, { slope, intercept }: ValueScale): RegionStatistics {
  const of = (value: number): number => slope * value + intercept
  const [a, b] = [of(found.min), of(found.max)]
  return {
    ...found,
    mean: of(found.mean),
    sd: Math.abs(slope) * found.sd,
    min: Math.min(a, b),
    max: Math.max(a, b),
  }
}
