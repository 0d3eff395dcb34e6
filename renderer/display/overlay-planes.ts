/** What the files of images draw over them, asked for frame by frame and kept as long as the window asks. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { StackFrame } from '#analysis/protocol/stack.ts'
import type { OverlayPlaneView } from '#contract/images-calls.ts'
import { client } from '../client/client.ts'
import type { StudyImages } from '../viewport/study-images.ts'

export const planesQuery = (sha256: string, frame: number) =>
  queryOptions({
    queryKey: ['overlays', sha256, frame],
    queryFn: ({ signal }) => client.images.overlays({ sha256, frame }, { signal }),
  })

/** ms: whoever runs through slices asks of none of them, and the first images of a study come before this. */
const settledAfter = 600

/** How many a frame has; 0 until it is known. */
export function usePlaneCount(images: StudyImages, frame: StackFrame | null | undefined): number {
  const settled = useSettled(frame ?? undefined)
  const sha256 = settled && settled === frame ? images.objectOf(settled) : undefined
  const asked = useQuery({ ...planesQuery(sha256 ?? '', settled?.frame ?? 0), enabled: sha256 !== undefined })
  return asked.data?.length ?? 0
}

/** What has been the same for a while. */
function useSettled<T>(value: T): T | undefined {
  const [settled, setSettled] = useState<T>()
  useEffect(() => {
    const later = setTimeout(() => setSettled(value), settledAfter)
    return () => clearTimeout(later)
  }, [value])
  return settled
}

/** One pixel a pixel of the plane, in one colour where it is set; undefined where it has no bits of its own. */
export function pictureOf(
  { bits, rows, columns }: OverlayPlaneView,
  [red, green, blue]: readonly [number, number, number],
): OffscreenCanvas | undefined {
  if (bits === undefined) return undefined
  const picture = new OffscreenCanvas(columns, rows)
  const context = picture.getContext('2d')
  if (!context) throw new Error('an overlay needs a 2D canvas')
  const image = context.createImageData(columns, rows)
  for (let k = 0; k < rows * columns; k++)
    if (((bits[k >> 3] ?? 0) >> (k & 7)) & 1) image.data.set([red, green, blue, 255], 4 * k)
  context.putImageData(image, 0, 0)
  return picture
}
