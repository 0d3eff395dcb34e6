/** Every import of every source file, resolved to a file of ours or to a package name. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'

export interface SourceFile {
  /** from the root, with forward slashes */
  readonly path: string
  readonly text: string
  readonly imports: readonly {
    readonly specifier: string
    readonly target: string
    readonly typeOnly: boolean
  }[]
}

const subpaths: Readonly<Record<string, string>> = {
  '#analysis/': 'workers/analysis/',
  '#dicom/': 'workers/dicom/',
  '#contract/': 'main/contract/',
}

function resolved(root: string, from: string, specifier: string): string {
  for (const [prefix, folder] of Object.entries(subpaths))
    if (specifier.startsWith(prefix)) return folder + specifier.slice(prefix.length)
  if (specifier.startsWith('.'))
    return relative(root, resolve(root, dirname(from), specifier)).replaceAll('\\', '/')
  return specifier
}

function sourcePaths(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sourcePaths(root, path)
    return /\.(ts|tsx)$/.test(entry.name) ? [path] : []
  })
}

export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => sourcePaths(root, folder))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      const { module, errors } = parseSync(path, text)
      if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message}`)
      const fixed = [...module.staticImports, ...module.staticExports].flatMap((statement) => {
        const request =
          'moduleRequest' in statement
            ? statement.moduleRequest
            : statement.entries.find((entry) => entry.moduleRequest)?.moduleRequest
        if (!request) return []
        const typeOnly =
          'moduleRequest' in statement && statement.entries.length > 0
            ? statement.entries.every((entry) => entry.isType)
            : /^(import|export)\s+type\b/.test(text.slice(statement.start, statement.end))
        return [{ specifier: request.value, typeOnly }]
      })
      const dynamic = module.dynamicImports.flatMap(({ moduleRequest }) => {
        const literal = /^['"]([^'"]+)['"]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1]
        return literal ? [{ specifier: literal, typeOnly: false }] : []
      })
      const imports = [...fixed, ...dynamic].map((i) => ({ ...i, target: resolved(root, path, i.specifier) }))
      return { path, text, imports }
    })
}

/** Import cycles among our own files, each as the path that closes. */
export function cycles(sources: readonly SourceFile[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) {
      found.push([...trail.slice(start), path].join(' -> '))
      return
    }
    if (done.has(path)) return
    for (const { target } of byPath.get(path)?.imports ?? [])
      if (byPath.has(target)) visit(target, [...trail, path])
    done.add(path)
  }
  for (const { path } of sources) visit(path, [])
  return found
}
