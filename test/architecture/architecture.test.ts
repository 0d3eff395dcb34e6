import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { cycles, readSources, type SourceFile } from './imports.ts'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
const sources = readSources(root, ['main', 'workers', 'renderer', 'test'])
const inRoom = (room: string): SourceFile[] => sources.filter(({ path }) => path.startsWith(`${room}/`))

/** Longest prefix wins: `workers/analysis` is a room of its own inside `workers`. */
const rooms = [
  'workers/analysis',
  'workers/dicom',
  'main/contract',
  'workers',
  'main',
  'renderer',
  'test',
] as const
type Room = (typeof rooms)[number]
const roomOf = (path: string): Room | undefined => rooms.find((room) => path.startsWith(`${room}/`))

const arrows: Readonly<Record<Room, readonly Room[]>> = {
  'workers/analysis': [],
  'workers/dicom': ['workers/analysis'],
  'main/contract': ['workers/analysis'],
  workers: ['workers/analysis', 'workers/dicom', 'main/contract'],
  main: ['workers/analysis', 'workers/dicom', 'main/contract'],
  renderer: ['workers/analysis', 'main/contract'],
  test: rooms,
}

/** Packages that a pure room may name; the others may name any that package.json lists. */
const packages: Partial<Record<Room, readonly RegExp[]>> = {
  'workers/analysis': [],
  'workers/dicom': [/^node:(zlib|crypto|buffer)$/, /^dcmjs$/],
  'main/contract': [/^zod$/, /^@orpc\/contract$/, /^@orpc\/openapi$/],
  renderer: [/^(?!node:)/],
}

const offences = (rule: (source: SourceFile) => readonly string[], among = sources): string[] =>
  among.flatMap((source) => rule(source).map((what) => `${source.path}: ${what}`))

describe('the rooms', () => {
  it('import only along the arrows, with no exceptions', () => {
    const crossing = offences(({ path, imports }) => {
      const room = roomOf(path)
      if (!room) return ['lies in no room']
      return imports.flatMap(({ target }) => {
        const other = roomOf(target)
        return other && other !== room && !arrows[room].includes(other) ? [`imports ${target}`] : []
      })
    })
    expect(crossing).toEqual([])
  })

  it('name only the packages that they may', () => {
    const foreign = offences(({ path, imports }) => {
      const allowed = packages[roomOf(path) ?? 'test']
      if (!allowed) return []
      return imports
        .filter(({ target }) => !roomOf(target) && !target.endsWith('.css') && !target.endsWith('.svg'))
        .filter(({ specifier }) => !specifier.startsWith('.'))
        .filter(({ specifier }) => !allowed.some((pattern) => pattern.test(specifier)))
        .map(({ specifier }) => `imports ${specifier}`)
    })
    expect(foreign).toEqual([])
  })

  it('have no import cycle', () => {
    expect(cycles(sources)).toEqual([])
  })

  it('import every file of ours by its full name', () => {
    const known = new Set(sources.map(({ path }) => path))
    const vague = offences(({ imports }) =>
      imports
        .filter(
          ({ target, specifier }) =>
            roomOf(target) && !/\.(css|svg|json|png)(\?.*)?$/.test(specifier) && !known.has(target),
        )
        .map(({ specifier }) => `imports ${specifier}`),
    )
    expect(vague).toEqual([])
  })
})

describe('the dangerous names', () => {
  it('electron stands in the entry, its preload and its host only', () => {
    const named = [...inRoom('main'), ...inRoom('renderer'), ...inRoom('workers')]
      .filter(({ imports }) => imports.some(({ specifier }) => /^electron($|\/)/.test(specifier)))
      .map(({ path }) => path)
    expect(named.toSorted()).toEqual(['main/electron.ts', 'main/hosts/electron.ts', 'main/preload.ts'])
  })

  it('cornerstone and vtk stand in renderer/viewport only, its codecs in workers/pixels too', () => {
    const named = [...inRoom('main'), ...inRoom('renderer'), ...inRoom('workers')]
      .filter(({ imports }) =>
        imports.some(({ specifier }) => /^(@cornerstonejs|@kitware)\//.test(specifier)),
      )
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('renderer/viewport/'))
    expect(named).toEqual(['workers/pixels/codecs.ts'])
  })

  it('feature folders of the window do not import each other', () => {
    const features = ['worklist', 'reading', 'settings']
    const between = offences(({ path, imports }) => {
      const own = path.split('/')[1] ?? ''
      if (!features.includes(own)) return []
      return imports
        .filter(({ target }) => features.some((f) => f !== own && target.startsWith(`renderer/${f}/`)))
        .map(({ target }) => `imports ${target}`)
    }, inRoom('renderer'))
    expect(between).toEqual([])
  })

  it('no type is escaped by a double assertion or a silenced error', () => {
    const escapes = offences(
      ({ text }) =>
        [...text.matchAll(/\bas unknown as\b|@ts-(ignore|nocheck|expect-error)/g)].map(([m]) => m),
      [...inRoom('main'), ...inRoom('renderer'), ...inRoom('workers')],
    )
    expect(escapes).toEqual([])
  })

  it('no folder is a drawer of helpers', () => {
    const drawers = sources
      .map(({ path }) => path)
      .filter((path) => /\/(utils?|helpers?|managers?|common|misc)\//.test(path))
    expect(drawers).toEqual([])
  })
})

describe('the tree', () => {
  it('has the agreed top level and nothing beside it', () => {
    const agreed = new Set([
      'main',
      'renderer',
      'workers',
      'models',
      'test',
      'electron-builder.yml',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'README.md',
      'LICENSE',
      'midwall.mjs',
    ])
    const built = new Set(['node_modules', 'dist', 'test-results'])
    const extra = readdirSync(root).filter(
      (name) => !name.startsWith('.') && !agreed.has(name) && !built.has(name),
    )
    expect(extra).toEqual([])
    expect([...agreed].filter((name) => !readdirSync(root).includes(name))).toEqual([])
  })

  it('pins every dependency exactly and keeps the versions that belong together', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(resolve(root, 'package.json'), 'utf8'),
    ) as {
      dependencies: Record<string, string>
      devDependencies: Record<string, string>
    }
    const all = Object.entries({ ...dependencies, ...devDependencies })
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
    const cornerstone = all
      .filter(([name]) => name.startsWith('@cornerstonejs/') && !/codec-|-decoder-/.test(name))
      .map(([, version]) => version)
    expect(new Set(cornerstone)).toEqual(new Set(['5.14.0']))
    expect(dependencies['@kitware/vtk.js']).toBe('36.4.1')
    expect(
      new Set(all.filter(([name]) => name.startsWith('@orpc/')).map(([, version]) => version)).size,
    ).toBe(1)
  })

  it('keeps its files small enough to hold in the head', () => {
    const long = [...inRoom('main'), ...inRoom('renderer'), ...inRoom('workers')]
      .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > 400)
    expect(long).toEqual([])
  })
})
