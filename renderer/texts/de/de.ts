import type { Texts } from '../en/en.ts'
import { analyses } from './analyses.ts'
import { cine } from './cine.ts'
import { hanging } from './hanging.ts'
import { modes } from './modes.ts'
import { settings } from './settings.ts'

export const de: Texts = { analyses, cine, hanging, modes, settings }
