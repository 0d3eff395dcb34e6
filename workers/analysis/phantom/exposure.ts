/** What a picture is made from. */
import type { ImageAttributes } from './attributes.ts'
import type { HeartMix } from './heart-mix.ts'
import type { PhantomOptions } from './options.ts'
import type { PreparedSlab, Scene } from './render.ts'

export interface Exposure {
  readonly options: PhantomOptions
  readonly scene: Scene
  readonly slab: PreparedSlab
  readonly attributes: ImageAttributes
  /** tells its noise from that of other pictures */
  readonly stream: number
  /** fraction of the RR interval at which the heart is shown */
  readonly time: number
  /** the heart in this slab at this time: with its texture, or plain for what shows what tissue is */
  heart(grain: 'grained' | 'plain'): HeartMix
}
