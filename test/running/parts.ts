/**
 * The named parts of a run that were asked for; all when none was.
 * @throws Error for a word that names no part: a run that proves nothing must not look like one that passed
 */
export function chosenParts<Part>(
  parts: Readonly<Record<string, Part>>,
  asked: readonly string[],
): [name: string, part: Part][] {
  const unknown = asked.find((name) => !Object.hasOwn(parts, name))
  if (unknown !== undefined)
    throw new Error(`there is no part '${unknown}', only ${Object.keys(parts).join(', ')}`)
  return Object.entries(parts).filter(([name]) => asked.length === 0 || asked.includes(name))
}
