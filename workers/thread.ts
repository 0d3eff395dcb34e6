/** The only thread entry. Its jobs are pure TypeScript and files; a thread may be terminated at any moment. */
import { parentPort } from 'node:worker_threads'
import type { JobLoaders, JobRequest, ThreadJobs } from '#contract/jobs.ts'
import { answer } from './jobs/answering.ts'

const jobs: JobLoaders<ThreadJobs> = {
  walk: async () => (await import('./jobs/walk.ts')).walk,
  unpack: async () => (await import('./jobs/unpack.ts')).unpack,
  inspect: async () => (await import('./jobs/inspect.ts')).inspectFile,
  settle: async () => (await import('./jobs/settle.ts')).settle,
  'find-duplicates': async () => (await import('./jobs/find-duplicates.ts')).findDuplicates,
  'read-facts': async () => (await import('./jobs/read-facts.ts')).readFacts,
  header: async () => (await import('./jobs/header.ts')).header,
  overlays: async () => (await import('./jobs/header.ts')).overlays,
  'check-files': async () => (await import('./jobs/check-files.ts')).checkFiles,
  'pixel-values': async () => (await import('./jobs/pixel-values.ts')).pixelValues,
  interpolation: async () => (await import('./jobs/contours.ts')).interpolation,
  stacks: async () => (await import('./jobs/stacks.ts')).stacks,
  volumes: async () => (await import('./jobs/volumes.ts')).volumes,
  segments: async () => (await import('./jobs/segments.ts')).segments,
  track: async () => (await import('./jobs/track.ts')).track,
  'track-beside': async () => (await import('./jobs/track-beside.ts')).trackBeside,
  propagate: async () => (await import('./jobs/propagate.ts')).propagate,
  strain: async () => (await import('./jobs/strain.ts')).strain,
  scar: async () => (await import('./jobs/scar.ts')).scar,
  'perfusion-slice': async () => (await import('./jobs/perfusion-slice.ts')).perfusionSlice,
  perfusion: async () => (await import('./jobs/perfusion.ts')).perfusion,
  'perfusion-maps': async () => (await import('./jobs/perfusion-maps.ts')).mapsOfPerfusion,
  mapping: async () => (await import('./jobs/mapping.ts')).mapping,
  flow: async () => (await import('./jobs/flow.ts')).flow,
  agreement: async () => (await import('./jobs/agreement.ts')).agreement,
  survival: async () => (await import('./jobs/survival.ts')).survival,
  report: async () => (await import('./jobs/report.ts')).report,
  phantom: async () => (await import('./jobs/phantom.ts')).makePhantomSeries,
}

const port = parentPort
if (port === null) throw new Error('this is the entry of a worker thread')

port.on('message', (request: JobRequest) => {
  void answer(request, jobs, (reply, transfer) => port.postMessage(reply, transfer))
})
