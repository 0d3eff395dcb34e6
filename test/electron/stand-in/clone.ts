/**
 * What may cross a port in Electron: whatever the structured clone algorithm takes, but no Blob and no function.
 * `pack` turns a clone into JSON for the bridge to a page and `unpack` turns it back; both run in Node and, as
 * text, in the page.
 */
export function clone(value: unknown): unknown {
  refuseBlobs(value, new Set())
  return structuredClone(value)
}

function refuseBlobs(value: unknown, seen: Set<object>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  if (value instanceof Blob) throw new DOMException('A Blob could not be cloned.', 'DataCloneError')
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return
  const inside =
    value instanceof Map
      ? [...value.keys(), ...value.values()]
      : value instanceof Set
        ? [...value]
        : Object.values(value)
  for (const part of inside) refuseBlobs(part, seen)
}

/** Self-contained, so that its text can be given to a page. */
export function pack(value: unknown): unknown {
  if (value === undefined) return { $: 'undefined' }
  if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
  if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', v: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return { $: 'date', v: value.getTime() }
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes = ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value)
    let text = ''
    for (let i = 0; i < bytes.length; i += 0x8000)
      text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
    return { $: ArrayBuffer.isView(value) ? 'bytes' : 'buffer', v: btoa(text) }
  }
  if (value instanceof Map) return { $: 'map', v: [...value].map(([k, v]) => [pack(k), pack(v)]) }
  if (value instanceof Set) return { $: 'set', v: [...value].map(pack) }
  if (Array.isArray(value)) return value.map(pack)
  return { $: 'object', v: Object.fromEntries(Object.entries(value).map(([k, v]) => [k, pack(v)])) }
}

/** Self-contained, so that its text can be given to a page. */
export function unpack(packed: unknown): unknown {
  if (typeof packed !== 'object' || packed === null) return packed
  if (Array.isArray(packed)) return packed.map(unpack)
  const { $: kind, v } = packed as { $: string; v: never }
  const bytes = (): Uint8Array => Uint8Array.from(atob(v), (c) => c.charCodeAt(0))
  switch (kind) {
    case 'undefined':
      return undefined
    case 'bigint':
      return BigInt(v)
    case 'number':
      return Number(v)
    case 'date':
      return new Date(v)
    case 'bytes':
      return bytes()
    case 'buffer':
      return bytes().buffer
    case 'map':
      return new Map((v as [unknown, unknown][]).map(([k, w]) => [unpack(k), unpack(w)]))
    case 'set':
      return new Set((v as unknown[]).map(unpack))
    default:
      return Object.fromEntries(Object.entries(v as Record<string, unknown>).map(([k, w]) => [k, unpack(w)]))
  }
}
