/** The method that makes these numbers; a change of arithmetic is a new version. */
import type { Method } from '../measurements/measurement.ts'

export const registrationTracking: Method = { method: 'bspline-registration-tracking', version: '2' }
