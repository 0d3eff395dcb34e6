/** Words of ImageType that more than one maker uses. */
import type { MapKind } from '#analysis/phantom/attributes.ts'

export const mapToken: Readonly<Record<MapKind, string>> = {
  t1: 'T1 MAP',
  t2: 'T2 MAP',
  t2star: 'T2_STAR MAP',
}
