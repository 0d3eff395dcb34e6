/** The reference material beside the checkout, where there is one. Tests that need it are skipped elsewhere and say so. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const candidate = resolve(fileURLToPath(new URL('../..', import.meta.url)), 'shared')

export const sharedFolder: string | undefined = existsSync(resolve(candidate, 'data')) ? candidate : undefined

export const noShared = 'no ../shared'
