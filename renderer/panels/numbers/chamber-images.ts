/** The images that a number of a chamber was read from, where no analysis of the read says so. */
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { ReadMeasurements } from '#analysis/reading/measure.ts'
import type { ReadState } from '#analysis/reading/state.ts'
import { isOfFilling } from '#analysis/volumes/filling/ventricle.ts'

/** Of these the whole beat counts. */
const isOfBeat = (quantity: QuantityName): boolean => isOfFilling(quantity) || /^(la|ra)-/.test(quantity)

/**
 * @returns keys; those of the basis where the number has one, for rates, times and atria those of every contour of the
 *          chamber, else those of its ejection fraction; undefined of what is no number of a chamber, and while a contour
 *          is in the hand
 */
export function chamberImages(
  quantity: QuantityName,
  { basis }: Pick<ReadMeasurements, 'basis'>,
  { contours }: Pick<ReadState, 'contours'>,
): ReadonlySet<string> | undefined {
  const chamber = /^(lv|rv|la|ra)-/.exec(quantity)?.[1]
  if (chamber === undefined) return undefined
  const own = basis.find((one) => one.quantity === quantity)
  if (own) return new Set(own.images.map(imageKeyText))
  if (isOfBeat(quantity))
    return new Set(
      [...contours.values()].flatMap(({ contour: { border, image } }) =>
        border === `${chamber}-endocardial` ? [imageKeyText(image)] : [],
      ),
    )
  const fraction = basis.find((one) => one.quantity === `${chamber}-ef`)
  return fraction && new Set(fraction.images.map(imageKeyText))
}
