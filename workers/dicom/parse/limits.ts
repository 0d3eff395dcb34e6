/** How much a file may claim. Every limit is checked before memory is taken for what it limits. */
export interface Limits {
  /** sequences within sequences; the deepest SR trees in use stay below 30 */
  readonly maxDepth: number
  /** elements, items and fragments together */
  readonly maxElements: number
  /** items and fragments; an enhanced MR of 10,000 frames has about 120,000 */
  readonly maxItems: number
  readonly maxFileBytes: number
  /** of a deflated data set, inflated */
  readonly maxInflatedBytes: number
  /** inflated : deflated; image headers and pixels reach 20, runs of zeros 1000 */
  readonly maxInflationRatio: number
  readonly maxFrames: number
  /** content items of one structured report */
  readonly maxContentItems: number
}

export const defaultLimits: Limits = {
  maxDepth: 100,
  maxElements: 1_000_000,
  maxItems: 250_000,
  maxFileBytes: 2 ** 31 - 1,
  maxInflatedBytes: 256 * 2 ** 20,
  maxInflationRatio: 200,
  maxFrames: 100_000,
  maxContentItems: 20_000,
}
