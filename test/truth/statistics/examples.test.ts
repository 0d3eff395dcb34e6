/** The stated examples are those of the reference material, where that is beside the checkout. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { noShared, sharedFolder } from '../../shared.ts'
import { examples } from './examples.ts'

const skipped = sharedFolder === undefined ? ` (skipped: ${noShared})` : ''

const rounded = (value: unknown): unknown =>
  typeof value === 'number'
    ? Number(value.toPrecision(12))
    : Array.isArray(value)
      ? value.map(rounded)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, rounded(part)]))
        : value

it.skipIf(sharedFolder === undefined)(`every example is the one that the reference states${skipped}`, () => {
  // Python writes what has no value as NaN, which JSON has no word for
  const text = readFileSync(join(sharedFolder ?? '', 'reference', 'stats_examples.json'), 'utf8')
  expect(examples).toEqual(rounded(JSON.parse(text.replaceAll('NaN', 'null'))))
})
