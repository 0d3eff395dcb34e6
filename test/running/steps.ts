/** Each step runs a tool, lets its output through, and reads its own report for the count. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Tally } from './tally.ts'

function runTool(root: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** A tool that says yes or no counts as one. */
export async function check(root: string, name: string, args: readonly string[]): Promise<Tally> {
  const code = await runTool(root, args)
  return code === 0 ? { passed: 1, failures: [], skips: [] } : { passed: 0, failures: [name], skips: [] }
}

function readReport<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return undefined
  }
}

const freshReport = (root: string, name: string): string => {
  const folder = join(root, 'test-results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, name)
  rmSync(file, { force: true })
  return file
}

/** A skipped test carries its reason in its title: `... (skipped: no ../shared)`, or `(else skipped: ...)`. */
const reasonOf = (title: string): string =>
  /\((?:else )?skipped: ([^)]+)\)/.exec(title)?.[1] ?? 'no reason given'

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

export async function vitest(root: string): Promise<Tally> {
  const file = freshReport(root, 'vitest.json')
  const code = await runTool(root, [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '-c',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = readReport<VitestReport>(file)
  if (!report) return { passed: 0, failures: ['vitest wrote no report'], skips: [] }
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const failures = tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)
  // a file that could not be collected has no tests in it, but it did fail
  const broken = report.testResults
    .filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((t) => t.status === 'failed'),
    )
    .map(({ name, message }) => `${name}: ${message.split('\n')[0]}`)
  const unexplained =
    code !== 0 && failures.length + broken.length === 0 ? [`vitest ended with exit code ${code}`] : []
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failures: [...failures, ...broken, ...unexplained],
    skips: tests
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => ({ test: fullName, reason: reasonOf(fullName) })),
  }
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'skipped' | 'flaky'
      readonly annotations: readonly { readonly type: string; readonly description?: string }[]
    }[]
  }[]
}
interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[]
  readonly errors: readonly { readonly message?: string }[]
}

export async function playwright(root: string): Promise<Tally> {
  const file = freshReport(root, 'playwright.json')
  const code = await runTool(
    root,
    [
      join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '-c',
      'test/playwright.config.ts',
      '--reporter=list,json',
    ],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  )
  const report = readReport<PlaywrightReport>(file)
  if (!report) return { passed: 0, failures: ['playwright wrote no report'], skips: [] }
  const specs = (suites: readonly PlaywrightSuite[]): NonNullable<PlaywrightSuite['specs']>[number][] =>
    suites.flatMap((suite) => [...(suite.specs ?? []), ...specs(suite.suites ?? [])])
  const tests = specs(report.suites).flatMap(({ title, tests }) => tests.map((test) => ({ title, ...test })))
  const failures = tests
    .filter(({ status }) => status === 'unexpected' || status === 'flaky')
    .map(({ title }) => title)
  const broken = report.errors.map(({ message }) => message?.split('\n')[0] ?? 'playwright could not run')
  const unexplained =
    code !== 0 && failures.length + broken.length === 0 ? [`playwright ended with exit code ${code}`] : []
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failures: [...failures, ...broken, ...unexplained],
    skips: tests
      .filter(({ status }) => status === 'skipped')
      .map(({ title, annotations }) => ({
        test: title,
        reason: annotations.find(({ type }) => type === 'skip')?.description ?? reasonOf(title),
      })),
  }
}
