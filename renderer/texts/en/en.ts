/** Every sentence of the window in English: the table that the other languages are held to. */
import { settings } from './settings.ts'

export const en = { settings }

export type Texts = typeof en
