/**
 * A Content-Type and its parameters (RFC 9110 8.3.1), read as servers really send it: a transfer syntax inside
 * the quoted type, boundaries longer than the 70 characters of RFC 2046, characters that should be quoted.
 */
import { say } from '#analysis/sentences/say.ts'
import { broken } from '../trouble.ts'

export interface MediaType {
  /** lower case */
  readonly essence: string
  /** names in lower case */
  readonly parameters: ReadonlyMap<string, string>
}

export function mediaType(header: string): MediaType {
  const end = header.indexOf(';')
  const essence = (end < 0 ? header : header.slice(0, end)).trim().toLowerCase()
  const parameters = new Map<string, string>()
  const parameter = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/gy
  parameter.lastIndex = end < 0 ? header.length : end
  for (let found = parameter.exec(header); found; found = parameter.exec(header)) {
    const [, name = '', quoted, bare = ''] = found
    parameters.set(name.toLowerCase(), quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1'))
  }
  return { essence, parameters }
}

/** RFC 2046 allows 70; Orthanc sends 73. Long enough for any server, short enough to search for. */
const longestBoundary = 200

/** @throws RegistryTrouble 'broken' when it is not multipart/related with a usable boundary */
export function boundaryOf(header: string | undefined): string {
  const type = mediaType(header ?? '')
  if (type.essence !== 'multipart/related')
    throw broken(
      type.essence === ''
        ? say('registry/no-content-type')
        : say('registry/no-multipart', { type: type.essence }),
    )
  const boundary = type.parameters.get('boundary') ?? ''
  if (boundary === '' || boundary.length > longestBoundary || !/^[\x20-\x7e]*[\x21-\x7e]$/.test(boundary))
    throw broken(say('registry/no-boundary'))
  return boundary
}
