/**
 * The one place where a fault becomes words, for the window and the command line: what happened and to what,
 * then what to do. The `switch` does not compile while a code is missing.
 */
import type { Fault } from './faults.ts'
import { hiddenReader } from './views.ts'

export interface Sentence {
  readonly what: string
  readonly todo: string
}

export function faultSentence(fault: Fault): Sentence {
  switch (fault.code) {
    case 'no-such-project':
      return say(`The library has no project ${fault.data.project}.`, 'Refresh the project list.')
    case 'project-of-registry':
      return say(
        `The protocol of project ${fault.data.project} is its registry's.`,
        'It is changed there; a file is attached only to projects that no registry has.',
      )
    case 'no-such-study':
      return say(`Study ${fault.data.study} is not in this library.`, 'Refresh the worklist.')
    case 'no-such-series':
      return say(`Series ${fault.data.series} is not in this library.`, 'Open the study again.')
    case 'no-such-image':
      return say(`Image ${fault.data.image} is not in this study.`, 'Open the study again.')
    case 'no-such-read':
      return say(`There is no read ${fault.data.read}.`, 'Open the study again from the worklist.')
    case 'no-such-reader':
      return say(
        `There is no reader ${fault.data.reader} in this library.`,
        'Choose another, or create the profile.',
      )
    case 'no-such-quarantine-entry':
      return say(
        `Quarantine entry ${fault.data.entry} is gone.`,
        'Somebody released or discarded it. Reload the list.',
      )
    case 'no-such-download':
      return say(`Nothing is being downloaded for study ${fault.data.study}.`, 'Start the download.')
    case 'reader-exists':
      return say(`A reader ${fault.data.reader} exists already.`, 'Choose another short name.')
    case 'reader-not-chosen':
      return say('Nobody is reading yet.', 'Choose who you are, then try again.')
    case 'wrong-passphrase':
      return say(`That is not the passphrase of ${fault.data.reader}.`, 'Nothing was changed. Type it again.')
    case 'library-locked':
      return say(
        `Another program holds the library ${fault.data.library}.`,
        'Close it there, or use that window.',
      )
    case 'library-damaged':
      return say(
        `The library ${fault.data.library} is damaged: ${fault.data.detail}.`,
        'Do not read on. Keep the folder as it is and tell whoever looks after it.',
      )
    case 'library-unusable':
      return say(
        `The library ${fault.data.library} cannot be used: ${fault.data.detail}.`,
        'Check the folder and who may write there, or name another.',
      )
    case 'library-newer':
      return say(
        `The library ${fault.data.library} was written by a newer Midwall (version ${fault.data.found}; this one knows ${fault.data.known}).`,
        'Update Midwall.',
      )
    case 'disk-full':
      return say(
        `The disk of ${fault.data.library} is full.`,
        'Free some space; what was saved is safe. Then try again.',
      )
    case 'path-not-found':
      return say(`There is nothing at ${fault.data.path}.`, 'Check the path.')
    case 'not-signed-in':
      return say(
        `You are not signed in to ${fault.data.registry}.`,
        'Sign in. Downloaded studies can be read without.',
      )
    case 'registry-address-refused':
      return say(
        `${fault.data.registry} is not asked: ${fault.data.detail}.`,
        'Correct the address; account and password have their own fields.',
      )
    case 'registry-not-set':
      return say('No registry has been named yet.', 'Sign in to one, or import a folder.')
    case 'registry-unreachable':
      return say(
        `${fault.data.registry} does not answer (${fault.data.detail}).`,
        'Go on offline; results wait here and are sent later.',
      )
    case 'registry-refused':
      return say(
        `${fault.data.registry} refused with status ${fault.data.status}: ${fault.data.detail}.`,
        'Try again later; if it stays so, tell the registry.',
      )
    case 'registry-broken':
      return say(
        `${fault.data.registry} gave an answer that cannot be used: ${fault.data.detail}.`,
        'Nothing of it was kept. Try again; if it stays so, tell the registry.',
      )
    case 'access-denied':
      return say(deniedWhat(fault.data), 'Ask the registry for access to it.')
    case 'download-incomplete':
      return say(
        `Study ${fault.data.study} came incomplete: ${fault.data.received} of ${fault.data.expected} images.`,
        'Resume the download; what arrived is kept.',
      )
    case 'study-not-downloaded':
      return say(`Study ${fault.data.study} is not downloaded.`, 'Download it first (d in the worklist).')
    case 'study-withdrawn':
      return say(
        `Study ${fault.data.study} was withdrawn by its site.`,
        'It can no longer be read. Its audit trail is kept.',
      )
    case 'file-refused':
      return say(
        `${fault.data.path} cannot be used: ${list(fault.data.problems)}.`,
        'Nothing was computed. Correct the file.',
      )
    case 'contour-file-invalid':
      return say(
        `The contour file cannot be used: ${list(fault.data.problems)}.`,
        'No contour was changed. Correct the file.',
      )
    case 'event-invalid':
      return say(
        `The last change was refused: ${fault.data.detail}.`,
        'It was taken back. Do it again differently.',
      )
    case 'read-changed-elsewhere':
      return say(
        `This read was continued elsewhere (it has ${fault.data.actual} events, ${fault.data.expected} were known here).`,
        'It was loaded again. Check your last change.',
      )
    case 'read-signed':
      return say('This read is signed.', 'Unlock it with a reason to change it.')
    case 'read-not-signed':
      return say('This read is not signed.', 'Sign it first.')
    case 'read-sealed':
      return say(`This read is sealed: ${fault.data.reason}.`, 'It can be looked at, not changed.')
    case 'read-incomplete':
      return say(
        `The read is not complete: ${list(fault.data.blockers.map(({ detail }) => detail))}.`,
        'Jump to each gap from the checklist (g).',
      )
    case 'not-adjudicator':
      return say(
        `${fault.data.reader} is no adjudicator, and sees no read of others.`,
        'Choose a profile with the role of adjudicator.',
      )
    case 'too-few-signed-reads':
      return say(
        `Two signed reads of this study are needed to decide between them; there ${fault.data.signed === 1 ? 'is one' : 'is none'}.`,
        'Decide when both are signed.',
      )
    case 'read-of-another-reader':
      return say(
        `This read belongs to ${fault.data.reader === hiddenReader ? 'another reader' : fault.data.reader}.`,
        'Change the reader, or open your own read.',
      )
    case 'not-releasable':
      return say(
        `Entry ${fault.data.entry} cannot be released: ${fault.data.reason}.`,
        'Send it back to the site, or discard it.',
      )
    case 'identity-in-result':
      return say(
        `The result would carry identity: ${fault.data.detail}.`,
        'Remove it from the comment, then sign again.',
      )
    case 'method-retired':
      return say(
        `Method ${fault.data.method} ${fault.data.version} is retired.`,
        'Its numbers stand as signed and cannot be computed again.',
      )
    case 'cancelled':
      return say('Cancelled.', 'What was finished before stays.')
    case 'bug':
      return say(
        `Midwall made a mistake (${fault.data.id}).`,
        'Nothing was saved by this step. Report the number; it is in the log.',
      )
  }
}

const say = (what: string, todo: string): Sentence => ({ what, todo })

const list = (items: readonly string[]): string =>
  items.length <= 3 ? items.join('; ') : `${items.slice(0, 3).join('; ')} and ${items.length - 3} more`

function deniedWhat(data: {
  registry: string
  project?: string | undefined
  study?: string | undefined
}): string {
  const what = data.study ? `study ${data.study}` : data.project ? `project ${data.project}` : 'this'
  return `${data.registry} does not let you see ${what}.`
}
