/** Whether the library is whole; whom each damaged file concerns, and what to do about it. */
import type { DamagedFile, LibraryCheck } from '#contract/documents.ts'
import { type Command, exitCodes } from './command.ts'

export const check: Command = {
  name: 'check',
  usage: 'check',
  summary:
    'read the whole library again: what is damaged, missing or left over is named, and nothing changed',
  onlyLooks: true,
  async run({ client, output, libraryFolder, signal }) {
    const found = await client.system.check(undefined, { signal })
    output.result(found, found.whole ? [`${libraryFolder} is whole: ${found.files} files.`] : damage(found))
    return found.whole ? exitCodes.done : exitCodes.partly
  },
}

function damage({ database, brokenAuditEntry, damaged, strays }: LibraryCheck): string[] {
  const broken = brokenAuditEntry === undefined ? [] : [`audit: entry ${brokenAuditEntry} does not follow`]
  const base = [...database.map((problem) => `database: ${problem}`), ...broken]
  return [
    ...base,
    ...damaged.map(concerned),
    ...strays.map((path) => `${path}: nothing refers to it`),
    ...(base.length === 0 ? [] : [restoreDatabase]),
    ...(damaged.length === 0 ? [] : [restoreFiles]),
    ...(strays.length === 0 ? [] : [moveStrays]),
  ]
}

function concerned({ path, state, studies, reads }: DamagedFile): string {
  const of = reads.length === 0 ? '' : `, read ${reads.join(', ')}`
  return `${path}: ${state}; study ${studies.join(', ')}${of}`
}

const restoreDatabase =
  'Do not read on. Keep the whole folder as it is, and take the library from a backup to another folder.'
const restoreFiles =
  'Do not read or sign these studies. Put each file back from a backup under its name, and check again.'
const moveStrays = 'Files that nothing refers to may be moved away; look at them first.'
