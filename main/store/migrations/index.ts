/** Every migration, in the order of its number. */
import type { Migration } from '../migrate.ts'
import { library } from './001-library.ts'

export const migrations: readonly Migration[] = [library]
