import { describe, expect, it } from 'vitest'
import { withheldName } from '#contract/views.ts'
import { withoutNames } from '../../main/services/reads/names.ts'

const plain = withoutNames([
  'ana',
  'Ana Ruiz',
  'k.mueller',
  'Dr. Jörg Müller',
  'ed',
  'R1',
  'Jan van der Berg',
  '7',
  'ES',
  'Noe',
  'Dr. Ina Klein',
  'reader2',
  'Mark Wall',
  'Zoé Weiß',
])
const gone = withheldName

describe('what somebody wrote, without the names of readers', () => {
  it.each([
    ['seen by Ana Ruiz', `seen by ${gone}`],
    ['RUIZ agrees, ana does not', `${gone} agrees, ${gone} does not`],
    ["Ana's mark; Anas Kontur", `${gone} mark; ${gone} Kontur`],
    ['Mueller, Muller, Müller and Mu\u0308ller', `${gone}, ${gone}, ${gone} and ${gone}`],
    ['JÖRG (k.mueller) und Joerg', `${gone} (${gone}) und ${gone}`],
    ['as R1 said, and R1-like', `as ${gone} said, and ${gone}-like`],
    ['Berg: ok', `${gone}: ok`],
    ['Noe; zoe', `${gone}; ${gone}`],
    ['so Dr. Klein, Ina, Mark Wall', `so ${gone}, ${gone}, ${gone}`],
    ['Zoe Weiss, Prof. Weiß', `${gone}, ${gone}`],
    ['as reader2 has it', `as ${gone} has it`],
  ])('has none left in %j', (text, without) => {
    expect(plain(text)).toBe(without)
  })

  it.each([
    'analysis of the banana-shaped septum',
    'ED and ES are right; R12 and r1 are leads',
    'der Schlag von der Basis, van',
    'segment 7: thin',
    'Bergung',
    'Mu\u0308hle',
    'no wall motion abnormality; walls thin, mark at the base',
    'No contrast at ES, reader unsure',
    'Klein und weiß, klein an der Spitze',
  ])('is %j as it was written', (text) => {
    expect(plain(text)).toBe(text)
  })

  it('is itself where nobody reads', () => {
    expect(withoutNames([])('Ana and Ben')).toBe('Ana and Ben')
  })

  it('takes a name for letters and not for a pattern', () => {
    expect(withoutNames(['a.b+c(x'])('aXb+c(x and a.b+c(x')).toBe(`aXb+c(x and ${gone}`)
  })
})
