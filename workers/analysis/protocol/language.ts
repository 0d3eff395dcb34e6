/**
 * What series descriptions call planes and purposes, in the languages of the sites. Text only breaks ties:
 * descriptions are blank after de-identification, or wrong after a copy of the last protocol.
 *
 * Words are bounded by anything but a letter a-z or a digit, because DE is in DECUBITUS and SA in SAG.
 */
import type { HeartPlane, SeriesClass } from './stack.ts'

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    // folding splits the syllables of Hangul; they are put together again
    .normalize('NFC')

/** Alternatives of one meaning, whole words in folded spelling. */
const words = (...alternatives: readonly string[]): RegExp =>
  new RegExp(`(?<![a-z0-9])(?:${alternatives.map(fold).join('|')})(?![a-z0-9])`)

const chamber = '[ _-]?(?:ch|kv|kammer|cav|cam|camere|kamer|kammar|腔|챔버|камер)[a-zа-я]*'

type NamedPlane = Extract<HeartPlane, 'sax' | '2ch' | '3ch' | '4ch'>

const planes: readonly { readonly plane: NamedPlane | 'scout'; readonly pattern: RegExp }[] = [
  {
    plane: 'scout',
    pattern: words('scout', 'localizer', 'localiser', 'localizador', 'survey', 'loc', '3.?plane', 'haste'),
  },
  {
    plane: '4ch',
    pattern: words(`4${chamber}`, 'hla', 'four.?chamber', 'vier.?kammer.*', 'quatre.?cavites'),
  },
  { plane: '2ch', pattern: words(`2${chamber}`, 'vla', 'two.?chamber', 'zwei.?kammer.*', 'deux.?cavites') },
  {
    plane: '3ch',
    pattern: words(
      ...[`3${chamber}`, 'three.?chamber', 'drei.?kammer.*', 'trois.?cavites'],
      ...['lvot', 'lvaf', 'ausfluss.*'],
    ),
  },
  {
    plane: 'sax',
    pattern: words(
      ...['sa', 'sax', 'short.?axis', 'kurzachse', 'ka', 'petit.?axe', 'pa', 'eje.?corto', 'ec'],
      ...['eixo.?curto', 'asse.?corto', 'korte.?as', 'kortaxel', '短轴', '短軸', '단축', 'короткая'],
    ),
  },
]

/** The plane that a description names, when it names just one. */
export function planeInText(text: string): NamedPlane | 'scout' | undefined {
  const folded = fold(text)
  const named = planes.filter(({ pattern }) => pattern.test(folded))
  return named.length === 1 ? named[0]?.plane : undefined
}

const outflow = {
  lvot: words('lvot', 'lvaf', 'lv.?ausfluss.*', 'tsve', 'tsvg'),
  rvot: words('rvot', 'rvaf', 'rv.?ausfluss.*', 'tsvd'),
} as const

/** An outflow tract that a description names; `lvot` is often said of a 3-chamber view too. */
export function outflowInText(text: string): 'lvot' | 'rvot' | undefined {
  const folded = fold(text)
  if (outflow.rvot.test(folded)) return 'rvot'
  return outflow.lvot.test(folded) ? 'lvot' : undefined
}

const purposes: readonly { readonly purpose: SeriesClass; readonly pattern: RegExp }[] = [
  { purpose: 'tagging', pattern: words('tag[a-z]*', 'spamm', 'c?-?spamm', 'csp', 'grid.?tag') },
  { purpose: '4d-flow', pattern: words('4d.?flow', '4d.?fluss', '4d.?pc') },
  {
    purpose: 'flow-magnitude',
    pattern: words(
      'qf',
      'flow',
      'fluss',
      'flujo',
      'flusso',
      'fluxo',
      'flux',
      'venc',
      'vc',
      'pc[_-].*',
      'tp',
      'q.?flow',
    ),
  },
  {
    purpose: 'lge',
    pattern: words(
      ...[
        'lge',
        'de',
        'dhe',
        'psir',
        'mde',
        'viab[a-z]*',
        'late',
        'tardif',
        'spat.*',
        'realce',
        'tard[a-z]*',
      ],
      ...['delay[a-z]*', 'ritard[a-z]*', '延迟', '遅延', '지연'],
    ),
  },
  {
    purpose: 'perfusion',
    pattern: words('perf[a-z]*', 'first.?pass', 'dynamic', '灌注', '灌流', '관류', 'перфузия'),
  },
  { purpose: 'ecv-map', pattern: words('ecv', 'ecv.?map') },
  { purpose: 't1-map', pattern: words('t1.?map[a-z]*', 't1.?karte') },
  { purpose: 't2star-map', pattern: words('t2[*].?map[a-z]*', 't2.?star.?map[a-z]*') },
  { purpose: 't2-map', pattern: words('t2.?map[a-z]*', 't2.?karte') },
  { purpose: 'molli', pattern: words('molli', 'shmolli', 'sasha') },
  { purpose: 't2prep', pattern: words('t2.?prep[a-z]*') },
  { purpose: 't2star', pattern: words('t2[*]', 't2.?star', 't2stern') },
  {
    purpose: 'ti-scout',
    pattern: words('ti.?scout', 'ti.?test', 'look.?locker', 'tiscout', 'cine.?ir'),
  },
  {
    purpose: 'black-blood',
    pattern: words('stir', 'tirm', 't2.?stir', 'black.?blood', 'dark.?blood', 'tse', 'db.*'),
  },
  {
    purpose: 'realtime',
    pattern: words('real.?time', 'realtime', 'echtzeit', 'temps.?reel', 'tiempo.?real'),
  },
  { purpose: 'cine', pattern: words('cine', 'kine', 'cinema', '电影', 'シネ', '시네', 'кино') },
  {
    purpose: 'scout',
    pattern: words('scout', 'localizer', 'localiser', 'localizador', 'survey', 'loc', '3.?plane'),
  },
]

/** Everything that a description may mean. */
export function purposesInText(text: string): readonly SeriesClass[] {
  const folded = fold(text)
  return purposes.filter(({ pattern }) => pattern.test(folded)).map(({ purpose }) => purpose)
}

const stressWords = words(
  ...[
    'stress',
    'str',
    'adeno[a-z]*',
    'regad[a-z]*',
    'dipy[a-z]*',
    'persantin',
    'belast[a-z]*',
    'effort',
    'estres',
  ],
  ...['sforzo', 'stres', 'inspanning', '负荷', '負荷', '부하', 'стресс', 'нагрузка'],
)
const restWords = words(
  ...[
    'rest',
    'ruhe',
    'repos',
    'reposo',
    'riposo',
    'repouso',
    'rust',
    'vila',
    '静息',
    '安静',
    '휴식',
    'покой',
  ],
)

/** Under stress or at rest, where the description says one of them. */
export function loadInText(text: string): 'stress' | 'rest' | undefined {
  const folded = fold(text)
  const [stress, rest] = [stressWords.test(folded), restWords.test(folded)]
  return stress === rest ? undefined : stress ? 'stress' : 'rest'
}

const nativeWords = words(
  'nat[a-z]*',
  'pre',
  'pre.?contrast',
  'pre.?km',
  'sin.?contraste',
  '增强前',
  '造影前',
)
const postWords = words(
  ...[
    'post',
    'post.?contrast',
    'post.?km',
    'nach.?km',
    'kontrast',
    'gd',
    'gad[a-z]*',
    'pc',
    'contraste',
    'con.?contraste',
  ],
  ...['ce', '增强后', '造影後', '조영후', 'после'],
)

/** Before or after contrast, where the description says one of them. */
export function contrastInText(text: string): 'native' | 'post' | undefined {
  const folded = fold(text)
  const [native, post] = [nativeWords.test(folded), postWords.test(folded)]
  return native === post ? undefined : native ? 'native' : 'post'
}
