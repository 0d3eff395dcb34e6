/** Every sentence of the window in English: the table that the other languages are held to. */
import { cine } from './cine.ts'
import { hanging } from './hanging.ts'
import { modes } from './modes.ts'
import { settings } from './settings.ts'

export const en = { cine, hanging, modes, settings }

export type Texts = typeof en
