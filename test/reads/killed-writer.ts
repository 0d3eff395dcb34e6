/**
 * A process that opens a library, verifies a read from its first event and says how many there are; then it
 * appends to it as fast as it can and says each event that was saved, until somebody kills it. Arguments: the
 * library's folder, the study.
 */
import { createReadLog } from '../../main/services/reads/log.ts'
import { openLibrary } from '../../main/store/library.ts'

const [folder = '', study = ''] = process.argv.slice(2)
const protocol = { name: 'proof', version: '1', base: 'reader-slices', papillaries: 'cavity' } as const
const author = { id: 'R01', role: 'reader' }

const log = createReadLog(openLibrary(folder), 'midwall proof')
const known = log.ofReader(study, author.id, protocol) ?? log.begin(study, 'P', protocol, author)
const { read, seq } = known
const chain = log.verify(read)
if ('brokenAt' in chain || chain.events.length !== seq || chain.head !== known.head)
  throw new Error('the read and its log differ')
const points = Array.from({ length: 96 }, (_, i) => [Math.cos(i), Math.sin(i)] as const)

let last = seq
process.stdout.write(`${last}\n`)
function appendOne(): void {
  const contour = {
    image: { sopInstanceUid: `1.2.${last}`, frame: 0 },
    border: 'lv-endocardial',
    closed: true,
    points,
    origin: 'drawn',
  } as const
  const body = { kind: 'contours-changed', set: [contour], removed: [], gesture: 'drag' } as const
  last = log.append(read, last, author, [body]).row.seq
  // Written whole before the next event begins: what was said is what was saved.
  process.stdout.write(`${last}\n`)
  setImmediate(appendOne)
}
appendOne()
