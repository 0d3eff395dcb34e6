/**
 * Everything that `npm test` means: types, lint, architecture, unit, integration and end-to-end proofs, in one
 * count. On a complete machine (root on Debian) only two reasons may skip a test; any other skip is a failure.
 */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { realElectronChecks } from './electron/real-electron.ts'
import { chosenParts } from './running/parts.ts'
import { installPrograms, isRootOnDebian } from './running/programs.ts'
import { check, playwright, vitest } from './running/steps.ts'
import { sum, type Tally, validReasons } from './running/tally.ts'

const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const say = (line: string): void => void process.stdout.write(`${line}\n`)

interface Step {
  readonly title: string
  readonly run: () => Promise<Tally>
}

const steps = {
  types: {
    title: 'types',
    run: () => check(root, 'types (tsc -b)', ['node_modules/typescript/bin/tsc', '-b']),
  },
  lint: {
    title: 'lint and format',
    run: () => check(root, 'lint (biome)', ['node_modules/@biomejs/biome/bin/biome', 'ci', '.']),
  },
  unit: { title: 'architecture, unit and integration', run: () => vitest(root) },
  e2e: { title: 'end to end, in a browser', run: () => playwright(root) },
} satisfies Record<string, Step>

export async function run(args: readonly string[]): Promise<number> {
  const chosen = chosenParts<Step>(steps, args)
  const missing = installPrograms(say)
  if (missing.length > 0)
    say(`Not on this machine: ${missing.join(', ')}. What needs them is skipped and named below.`)

  const tallies: Tally[] = []
  for (const [, step] of chosen) {
    say(`\n== ${step.title}`)
    tallies.push(await step.run())
  }

  const total = sum(tallies)
  const strict = isRootOnDebian()
  const invalid = strict
    ? total.skips.filter(({ reason }) => !validReasons.some((valid) => reason.startsWith(valid)))
    : []
  const failures = [
    ...total.failures,
    ...invalid.map(
      ({ test, reason }) => `skipped for a reason that this machine may not have (${reason}): ${test}`,
    ),
  ]

  say('')
  for (const { test, reason } of total.skips) say(`skipped (${reason}): ${test}`)
  for (const name of realElectronChecks) say(`only a real Electron can show: ${name}`)
  for (const failure of failures) say(`FAILED: ${failure}`)
  say(`${total.passed} passed, ${failures.length} failed, ${total.skips.length - invalid.length} skipped`)
  return failures.length === 0 ? 0 : 1
}
