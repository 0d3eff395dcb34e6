/** What a reader may ask of one image beside its pixels: its header, and what its file draws over it. */
import { oc, type } from '@orpc/contract'
import { z } from 'zod'
import { named } from './faults.ts'

const image = z.object({
  /** under which its frames are served */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** 0-based */
  frame: z.number().int().nonnegative(),
})

export type HeaderValue =
  /** `characters`: of the whole value, where it is cut */
  | { readonly kind: 'text'; readonly text: string; readonly characters?: number }
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'items'; readonly items: number }
  /** counted from 1 */
  | { readonly kind: 'item'; readonly item: number }
  /** who the patient is, where and when, and what only a vendor can read */
  | { readonly kind: 'withheld' }

export interface HeaderLine {
  /** 0 for an element of the data set itself */
  readonly depth: number
  /** as in (0018,0080) */
  readonly tag: string
  readonly keyword?: string
  readonly vr?: string
  /** of a private element */
  readonly owner?: string
  readonly value: HeaderValue
}

export interface HeaderView {
  readonly lines: readonly HeaderLine[]
  /** lines that were left out */
  readonly more: number
}

export interface OverlayPlaneView {
  /** 0x6000 and on */
  readonly group: number
  readonly rows: number
  readonly columns: number
  /** 0-based row and column of the image on which its first pixel lies */
  readonly origin: readonly [row: number, column: number]
  /** one bit a pixel, the lowest of each byte first; absent where it lies in unused bits of the pixels */
  readonly bits?: Uint8Array
}

export interface HeaderJobInput {
  readonly path: string
  readonly frame: number
}

export const imagesCalls = {
  header: oc.errors(named('no-such-image', 'cancelled')).input(image).output(type<HeaderView>()),
  overlays: oc
    .errors(named('no-such-image', 'cancelled'))
    .input(image)
    .output(type<readonly OverlayPlaneView[]>()),
} as const
