export const cine = {
  unknown: (which: string) => `${which} is not known yet.`,
  sweepUnknown: 'Systole is played from ED to ES, and one of them is not known yet.',
  todo: 'Set it on its phase, or contour the slices of two phases.',
}
