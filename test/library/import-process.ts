/**
 * An import in a process of its own, so that it can be killed and its memory measured:
 *
 *   node import-process.mjs THREAD-ENTRY LIBRARY PATH PROJECT [ATTEST]
 *
 * prints one JSON line, `ImportRun`, at the end, and on stderr a line `committed N` for every N it knows of.
 */
import { createThreads } from '../../main/services/jobs/threads.ts'
import { runImport } from './import-run.ts'

const [entry = '', library = '', path = '', project = '', attest] = process.argv.slice(2)
const threads = createThreads(entry)
const committed = (files: number): void => void process.stderr.write(`committed ${files}\n`)
const run = await runImport(threads, { library, path, project, attest }, committed)
process.stdout.write(`${JSON.stringify(run)}\n`)
await threads.close()
