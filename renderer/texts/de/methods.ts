import { germanMethod } from '#analysis/measurements/method-names-de.ts'
import type { Texts } from '../en/en.ts'

export const methods: Texts['methods'] = { name: germanMethod }
