/** What an analysis is recorded as: 'strain', or 'mapping/t1-native' where it is made on several things. */

/** @param part  what it was made on */
export const recordName = (analysis: string, part: string | undefined): string =>
  part === undefined ? analysis : `${analysis}/${part}`

/** The analysis that a record is of. */
export const analysisIn = (record: string): string => record.split('/', 1)[0] ?? record
