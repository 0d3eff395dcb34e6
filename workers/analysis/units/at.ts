/** An element that must be there. @throws RangeError when it is not: the caller has a bug */
export function at<T>(values: readonly T[], index: number): T {
  const value = values[index]
  if (value === undefined) throw new RangeError(`no element ${index} in a list of ${values.length}`)
  return value
}
