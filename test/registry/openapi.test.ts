import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noStudies } from '../../main/registry/synthesis/source.ts'
import { type DemoRegistry, startDemoRegistry } from './servers/demo.ts'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
}
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: unknown
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}
interface Document {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly securitySchemes: Readonly<Record<string, { readonly type: string }>> }
  readonly security: readonly Readonly<Record<string, unknown>>[]
}

let registry: DemoRegistry
let document: Document

beforeAll(async () => {
  registry = await startDemoRegistry({ source: noStudies })
  document = (await (await fetch(`${registry.url}/api/openapi.json`)).json()) as Document
})
afterAll(() => registry.remove())

const operations = (): [path: string, method: string, operation: Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
      path,
      method,
      operation,
    ]),
  )

describe('the project API as a document', () => {
  it('says what another registry has to answer: projects, studies, results, receipts, withdrawals', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.info.title).toBe('Midwall project API')
    const calls = operations().map(([path, method]) => `${method.toUpperCase()} ${path}`)
    expect(calls.toSorted()).toEqual([
      'DELETE /projects/{project}/grants/{account}',
      'DELETE /sessions/current',
      'GET /projects',
      'GET /projects/{project}/assignments',
      'GET /projects/{project}/grants',
      'GET /projects/{project}/receipts',
      'GET /projects/{project}/results/{read}/{version}/{kind}',
      'GET /projects/{project}/studies',
      'GET /projects/{project}/withdrawals',
      'POST /projects/{project}/assignments',
      'POST /projects/{project}/receipts',
      'POST /projects/{project}/withdrawals',
      'POST /sessions',
      'PUT /projects/{project}/grants/{account}',
      'PUT /projects/{project}/results/{read}/{version}/{kind}',
    ])
  })

  it('declares every name in a path, an answer for every call, and no call twice', () => {
    for (const [path, method, operation] of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(declared.map(({ name }) => name).toSorted(), `${method} ${path}`).toEqual(named.toSorted())
      expect(declared.every(({ required }) => required === true)).toBe(true)
      expect(Object.keys(operation.responses)).toContain('200')
      if (path !== '/sessions') expect(Object.keys(operation.responses), `${method} ${path}`).toContain('401')
      if (method === 'get') expect(operation.requestBody).toBeUndefined()
    }
    const ids = operations().map(([, , { operationId }]) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('leads every reference somewhere, and asks for a token everywhere', () => {
    const text = JSON.stringify(document)
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#([^"]*)"/g)) {
      const target = pointer
        .split('/')
        .slice(1)
        .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document)
      expect(target, pointer).toBeDefined()
    }
    expect(document.components.securitySchemes).toEqual({ token: { type: 'http', scheme: 'bearer' } })
    expect(document.security).toEqual([{ token: [] }])
  })
})

it('a page of another name cannot reach the registry', async () => {
  const { default: http } = await import('node:http')
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const options = { host: '127.0.0.1', port: registry.port, path: '/api/openapi.json' }
    http
      .get({ ...options, headers: { host: 'rebound.example' } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      .on('error', reject)
  })
  expect(status).toBe(421)
})
