/**
 * A download in a process of its own, so that it can be killed:
 *
 *   node download-process.mjs THREAD-ENTRY LIBRARY URL PROJECT
 *
 * signs in where nobody is yet, downloads the project's first study or goes on with it, and prints on stderr a
 * line `here N` for every N instances that it said it had.
 */
import { openWorkstationWith } from './workstation.ts'

const [thread = '', folder = '', url = '', project = ''] = process.argv.slice(2)
const workstation = await openWorkstationWith({ folder, thread })
const known = workstation.remote.studies(project)[0]?.study
const [study = ''] =
  known === undefined ? await workstation.enter({ url, account: 'reader', secret: 'demo' }, project) : [known]
const before = workstation.downloads.view(study)
const call = { session: { reader: undefined } }
if (before) await workstation.downloads.service.resume({ study }, call)
else await workstation.downloads.service.start({ study }, call)
for await (const { status, instances } of await workstation.downloads.service.watch({ study }, call))
  process.stderr.write(`here ${instances.done}\n${status}\n`)
await workstation.close()
