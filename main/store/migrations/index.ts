/** Every migration, in the order of its number. */
import type { Migration } from '../migrate.ts'
import { library } from './001-library.ts'
import { registry } from './002-registry.ts'
import { reads } from './003-reads.ts'
import { attestedDownloads } from './004-attested-downloads.ts'
import { factsGeneration } from './005-facts-generation.ts'
import { localProtocols } from './006-local-protocols.ts'

export const migrations: readonly Migration[] = [
  library,
  registry,
  reads,
  attestedDownloads,
  factsGeneration,
  localProtocols,
]
