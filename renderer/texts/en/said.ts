/** What analyses say of their numbers. What they recorded is English. */
export const said = {
  sentence: (recorded: string): string => recorded,
}
