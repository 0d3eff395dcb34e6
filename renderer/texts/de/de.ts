import type { Texts } from '../en/en.ts'
import { modes } from './modes.ts'
import { settings } from './settings.ts'

export const de: Texts = { modes, settings }
