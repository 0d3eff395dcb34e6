#!/usr/bin/env node
/**
 * The one file that runs before anything is installed or built: Node 20 runs no TypeScript, and nothing may
 * be imported before `npm ci`. It installs what is missing, builds what is stale, and hands over.
 *
 *   node midwall.mjs start [--no-open] ...   the workstation
 *   node midwall.mjs test|prove|truth|bench  proofs and measurements
 *   node midwall.mjs screens                 a picture of every screen
 *   node midwall.mjs build
 *   node midwall.mjs <command> ...           the command line (`npx midwall`)
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const cache = join(root, '.cache')
const windows = process.platform === 'win32'

/** Progress goes to stderr: stdout belongs to the command that was asked for. */
const say = (line) => process.stderr.write(`${line}\n`)

function fail(sentence) {
  say(sentence)
  process.exit(1)
}

const stampOf = (name) => {
  const file = join(cache, name)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

function writeStamp(name, value) {
  mkdirSync(cache, { recursive: true })
  writeFileSync(join(cache, name), value)
}

/** Waits for a program and gives its exit code; its output goes where ours goes, stdout to stderr. */
function runToEnd(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows, ...options })
    child.on('error', (error) => {
      say(`${command} could not be started: ${error.message}`)
      resolve(127)
    })
    child.on('exit', (code, signal) => resolve(signal ? 128 : (code ?? 1)))
  })
}

async function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Midwall needs Node 20.19 or newer; this is ${process.versions.node}.`)
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(join(root, 'node_modules', 'vite')) && stampOf('installed') === wanted) return
  say('Installing packages (npm ci) ...')
  const code = await runToEnd('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) fail('npm ci failed; see above. Check the connection to the npm registry and run again.')
  writeStamp('installed', wanted)
}

const sourceRooms = ['main', 'workers', 'renderer', 'models']

/** Changes when a source file was added, removed or written. */
function sourceStamp() {
  const hash = createHash('sha256').update(stampOf('installed'))
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else {
        const { size, mtimeMs } = statSync(path)
        hash.update(`${path}\n${size}\n${mtimeMs}\n`)
      }
    }
  }
  for (const room of sourceRooms) walk(join(root, room))
  return hash.digest('hex')
}

async function ensureBuilt() {
  const wanted = sourceStamp()
  if (stampOf('built') === wanted && existsSync(join(root, 'dist/main/cli.js'))) return
  say('Building ...')
  // Vite takes it from the environment: under a test runner it would build React's development version
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  // made apart and put in place at once: whoever starts meanwhile finds the old build or the new one, whole
  const fresh = join(cache, `build-${process.pid}`)
  const outFolders = {
    'main/vite.config.ts': fresh,
    'main/preload.vite.config.ts': join(fresh, 'main'),
    'renderer/vite.config.ts': join(fresh, 'renderer'),
  }
  for (const [config, outDir] of Object.entries(outFolders))
    await build({ configFile: join(root, config), build: { outDir } })
  const old = join(cache, `old-${process.pid}`)
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old)
  renameSync(fresh, join(root, 'dist'))
  rmSync(old, { recursive: true, force: true })
  writeStamp('built', wanted)
}

/** Why Electron cannot run here, or undefined when it can. */
async function whyNotElectron() {
  if (process.getuid?.() === 0) return 'Electron does not run as root'
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'there is no display'
  if (electronBinary()) return undefined
  say('Fetching Electron (up to 20 s) ...')
  const fetched = spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
    stdio: 'ignore',
    timeout: 20_000,
  })
  return fetched.status === 0 && electronBinary() ? undefined : 'its binary could not be fetched within 20 s'
}

function electronBinary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules/electron/dist')
  const names = { linux: 'electron', win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }
  const binary = join(folder, names[process.platform] ?? 'electron')
  return existsSync(binary) ? binary : undefined
}

async function start(args) {
  const reason =
    args.includes('--no-open') || args.includes('--browser')
      ? 'a browser was asked for'
      : await whyNotElectron()
  if (reason === undefined) {
    const child = spawn(electronBinary(), [root, ...args], { stdio: 'inherit' })
    child.on('exit', (code) => process.exit(code ?? 1))
    return
  }
  say(`The workstation opens in the browser: ${reason}.`)
  const { serve } = await import(pathToFileURL(join(root, 'dist/main/serve.js')).href)
  process.exit(await serve(args))
}

/**
 * Proofs are TypeScript; Vite, which is installed by now, runs them. `npm run` takes away the `--` before their words, and
 * whoever calls this file with it means the same.
 */
async function runProof(file, args) {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(join(root, file), { configFile: false, root })
  process.exitCode = await module.run(args[0] === '--' ? args.slice(1) : args)
}

const [command = 'help', ...args] = process.argv.slice(2)
await ensureInstalled()
await ensureBuilt()
if (command === 'start') await start(args)
else if (command === 'test') await runProof('test/run.ts', args)
else if (command === 'prove') await runProof('test/prove/prove.ts', args)
else if (command === 'truth') await runProof('test/truth/truth.ts', args)
else if (command === 'bench') await runProof('test/bench/bench.ts', args)
else if (command === 'screens') await runProof('test/screens/screens.ts', args)
else if (command !== 'build') {
  const { runCommand } = await import(pathToFileURL(join(root, 'dist/main/cli.js')).href)
  process.exitCode = await runCommand([command, ...args])
}
