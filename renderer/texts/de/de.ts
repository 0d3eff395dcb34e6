import type { Texts } from '../en/en.ts'
import { settings } from './settings.ts'

export const de: Texts = { settings }
