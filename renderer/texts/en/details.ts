/** What stands beside the numbers of an analysis, explained as they are. */
export const details = {
  /** as in 'Clipped, slice 3' */
  of: (name: string, part: string) => `${name}, ${part}`,
  notRecorded: 'It is made with the numbers that it stands beside, and only these are recorded.',
  atStake: {
    planeAbove:
      'From the slice’s centre up to the valve plane, at the middle of the cavity: negative where the centre lies in the atrium.',
    contoured: 'Area of the cavity times the thickness of the slab, by the contours alone.',
    clipped:
      'Cavity up to the valve plane and down to the apex, carried on above the slab where no contour is.',
    difference: (clipped: string, contoured: string) =>
      `Clipped less contoured: ${clipped} − ${contoured} mL`,
  },
  quality: {
    grade: (residual: string, closing: string, change: string) =>
      `The worst of three: residual ${residual}, misses by ${closing} mm, least change of area ${change}. 0 is not measured. The limits are among the options.`,
    closing:
      'How far tissue lies from where it began after a whole beat, mean over the points of the slice or view.',
    residual:
      'Brightness that following leaves unexplained: root mean square over points and phases, in units of the contrast at ED.',
  },
  breathing: {
    largest: 'Farthest that the heart of a dynamic lies off that of the dynamic that is drawn on.',
    residual:
      'Shifts that another round of moving still finds: root mean square over the dynamics, by the longer side of a pixel.',
  },
  fit: {
    fitted: (pixels: string) =>
      `Share of ${pixels} pixels of the wall whose curve could be fitted; of the whole map where no wall is drawn.`,
    rSquared: 'Median of R² over the fitted pixels of the wall: 1 is a curve through all samples.',
    motion: 'Farthest that an image, or the ventricle between two maps, was moved into place.',
  },
}
