/** UIDs of synthetic studies: the same options name the same objects. */
import type { PhantomStudyOptions } from '#analysis/phantom/options.ts'
import { uidOf } from '../uids.ts'

/** Changes whenever the same options give other pixels, so that one UID never names two pictures. */
const generation = '3'

/** @param path  of the object within the study; empty for the study itself */
export function phantomUid(options: PhantomStudyOptions, ...path: readonly (string | number)[]): string {
  const { preset, scale, seed, heartRate, small, project, site, subject, timePoint, studyDate, enhanced } =
    options
  const { examination, scar, perfusion, flow, vendor } = options
  // what is undefined is left out, so that a study without the later options keeps the names it had
  const named = {
    preset,
    scale,
    seed,
    heartRate,
    small,
    project,
    site,
    subject,
    timePoint,
    studyDate,
    enhanced,
    examination,
    scar,
    perfusion,
    flow,
    vendor,
  }
  return uidOf('midwall-phantom', generation, JSON.stringify(named), ...path.map(String))
}
