/** Work on the page that takes longer than a frame, in pieces of a few milliseconds: whatever moves goes on moving. */

/** ms a piece: of a frame of 16, as much as drawing leaves */
const piece = 7

/**
 * Goes on until the work ends or is cancelled.
 * @param work  yields wherever it may be interrupted
 * @param told  after every piece; `ended` once, at the end
 */
export function inSlices(work: Generator<unknown>, told: (ended: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const go = (): void => {
    const until = performance.now() + piece
    while (performance.now() < until)
      if (work.next().done) {
        timer = undefined
        told(true)
        return
      }
    timer = setTimeout(go)
    told(false)
  }
  timer = setTimeout(go)
  return () => clearTimeout(timer)
}
