/**
 * The part that a measurement is about, as one text that is the same for the same part: 'segment:7
 * layer:endocardial'. Absent means the whole chamber. Slices and phases count from 0, AHA segments from 1.
 */
export interface Scope {
  readonly state?: 'rest' | 'stress'
  readonly view?: '2ch' | '3ch' | '4ch' | 'biplane' | 'all'
  readonly level?: 'basal' | 'mid' | 'apical'
  readonly slice?: number
  readonly phase?: number
  readonly segment?: number
  readonly territory?: 'lad' | 'rca' | 'lcx'
  readonly layer?: 'endocardial' | 'mid-wall' | 'epicardial' | 'whole-wall'
  readonly region?: string
  /** the quantity that a comparison is of */
  readonly of?: string
  /** of the people that it is compared with */
  readonly sex?: 'M' | 'F'
  /** where several methods answer the same question in one call */
  readonly method?: string
}

const order = [
  'state',
  'view',
  'level',
  'slice',
  'phase',
  'segment',
  'territory',
  'layer',
  'region',
  'of',
  'sex',
  'method',
] as const satisfies readonly (keyof Scope)[]

/** @throws RangeError for a word with a blank or a colon in it: it could not be read back */
export function scopeText(scope: Scope): string {
  return order
    .flatMap((key) => {
      const value = scope[key]
      if (value === undefined) return []
      if (/[\s:]/.test(String(value))) throw new RangeError(`the scope ${key} '${value}' is no single word`)
      return [`${key}:${value}`]
    })
    .join(' ')
}

const segmentWord = /^segment:(\d+)$/

/** The AHA segment that a text of `scopeText` names, if it does. */
export function segmentOf(scope = ''): number | undefined {
  const found = scope.split(' ').flatMap((word) => segmentWord.exec(word)?.[1] ?? [])[0]
  return found === undefined ? undefined : Number(found)
}

/** The text of the same part of all segments. */
export const withoutSegment = (scope = ''): string =>
  scope
    .split(' ')
    .filter((word) => !segmentWord.test(word))
    .join(' ')
