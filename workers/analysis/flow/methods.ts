/** Methods of flow by the names and versions that are recorded; a change of arithmetic is a new version. */

/** Flow rate summed over the vessel at each phase, then split into forward and backward by its sign. */
export const frameWise = { method: 'phase-contrast/frame-wise', version: '1' } as const
/** Each pixel's velocity split by its sign before the sum: swirl counts as both. */
export const pixelWise = { method: 'phase-contrast/pixel-wise', version: '1' } as const
export const simplifiedBernoulli = { method: 'simplified-bernoulli', version: '1' } as const
export const volumeDifference = { method: 'volume-less-flow', version: '1' } as const
export const flowRatio = { method: 'net-flow-ratio', version: '1' } as const
