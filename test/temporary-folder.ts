/**
 * A temporary folder for one run: whatever its processes leave there goes when the run ends, and what a killed
 * run left goes with the next. Vitest calls this before its first worker starts.
 */
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { ownFolder } from './own-folder.ts'

/** From now on `tmpdir()` of this process, and of those that it starts, is a new folder. @returns removes it */
export default function takeTemporaryFolder(): () => void {
  const folder = ownFolder(tmpdir(), 'midwall-run')
  // POSIX asks for the first, Windows for the second
  process.env['TMPDIR'] = folder
  process.env['TEMP'] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
