/** 1 is A, 26 Z, 27 AA: what has no name is called by a letter. */
export const letterOf = (number: number): string =>
  number > 26
    ? letterOf(Math.floor((number - 1) / 26)) + letterOf(((number - 1) % 26) + 1)
    : String.fromCharCode(64 + number)
