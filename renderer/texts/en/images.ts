/** What stands where an image cannot be shown. */
export const images = {
  hole: 'The stack has no image here.',
  colour: 'This is a colour picture, which is not shown here.',
  noGeometry: 'This image has no geometry and cannot be drawn to scale.',
  noFile: 'The file of this image is not in the library. Download or import the study again.',
  noAnswer: 'The library did not answer. Leave this image and come back to try again.',
  refused: (status: number) =>
    `The library refused this image (HTTP ${status}). Close the study and open it again.`,
  /** why it could not be decoded */
  otherSize: (columns: number, rows: number) => `there is no picture of ${columns} × ${rows} pixels in it.`,
  undecoded: (why: string | undefined) =>
    why === undefined ? 'The image could not be decoded.' : `The image could not be decoded: ${why}`,
}
