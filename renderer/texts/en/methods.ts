import { englishMethod } from '#analysis/measurements/method-names-en.ts'

export const methods = { name: englishMethod }
