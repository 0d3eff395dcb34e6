import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const renderer = fileURLToPath(new URL('../../renderer', import.meta.url))

/** A colour in figures; `#analysis` and the like are no colours. */
const literal = /#(?:[0-9a-f]{3,4}){1,2}\b(?!\/)|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(\s*[\d.]/gi
const comments = /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/[^\n]*/g

const coloursIn = (source: string): readonly string[] =>
  [...source.replace(comments, '').matchAll(literal)].map(([colour]) => colour)

describe('a colour', () => {
  it('is found wherever it is written out', () => {
    expect(coloursIn('color: #1a2029; fill: rgb(0 0 0 / 45%)')).toHaveLength(2)
    expect(coloursIn("import type { Stack } from '#analysis/protocol/stack.ts'")).toEqual([])
    expect(coloursIn('rgb($' + '{red})')).toEqual([])
  })

  it('is written out in the theme alone', () => {
    const found = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:tsx?|css)$/.test(path) && !path.startsWith('theme/'))
      .map((path) => [path, coloursIn(readFileSync(join(renderer, path), 'utf8'))] as const)
      .filter(([, colours]) => colours.length > 0)
    expect(found).toEqual([])
  })
})
