/** Every sentence of the window in English: the table that the other languages are held to. */
import { modes } from './modes.ts'
import { settings } from './settings.ts'

export const en = { modes, settings }

export type Texts = typeof en
