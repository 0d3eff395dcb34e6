/**
 * What series descriptions call the planes of the heart, in the languages of the sites. Text only breaks
 * ties: descriptions are blank after de-identification, or wrong after a copy of the last protocol.
 *
 * Words are bounded by anything but a letter a-z or a digit, because DE is in DECUBITUS and SA in SAG.
 */
import type { SeriesRole } from './stack.ts'

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** Alternatives of one meaning, whole words in folded spelling. */
const words = (...alternatives: readonly string[]): RegExp =>
  new RegExp(`(?<![a-z0-9])(?:${alternatives.map(fold).join('|')})(?![a-z0-9])`)

const chamber = '[ _-]?(?:ch|kv|kammer|cav|cam|camere|kamer|kammar|腔|챔버)[a-z]*'

const planes: readonly { readonly role: SeriesRole; readonly pattern: RegExp }[] = [
  { role: 'scout', pattern: words('scout', 'localizer', 'localiser', 'survey', 'loc', '3.?plane', 'haste') },
  { role: 'cine-4ch', pattern: words(`4${chamber}`, 'hla', 'four.?chamber', 'vier.?kammer.*') },
  { role: 'cine-2ch', pattern: words(`2${chamber}`, 'vla', 'two.?chamber', 'zwei.?kammer.*') },
  {
    role: 'cine-3ch',
    pattern: words(`3${chamber}`, 'three.?chamber', 'drei.?kammer.*', 'lvot', 'lvaf', 'ausfluss.*'),
  },
  {
    role: 'cine-sax',
    pattern: words(
      ...['sa', 'sax', 'short.?axis', 'kurzachse', 'ka', 'petit.?axe', 'pa', 'eje.?corto', 'ec'],
      ...['eixo.?curto', 'asse.?corto', 'korte.?as', 'kortaxel', '短轴', '短軸', '단축', 'короткая'],
    ),
  },
]

const notCine: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'tagging', pattern: words('tag[a-z]*', 'spamm', 'csp', 'grid.?tag') },
  { what: 'flow', pattern: words('qf', 'flow', 'fluss', 'venc', 'vc', 'pc', 'tp', 'q.?flow') },
]

/** The plane that a description names, when it names just one. */
export function planeInText(text: string): SeriesRole | undefined {
  const folded = fold(text)
  const named = planes.filter(({ pattern }) => pattern.test(folded))
  return named.length === 1 ? named[0]?.role : undefined
}

/** What a description says that makes a moving series something other than a cine. */
export function otherPurposeInText(text: string): string | undefined {
  const folded = fold(text)
  return notCine.find(({ pattern }) => pattern.test(folded))?.what
}
