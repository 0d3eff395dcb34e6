/** The characters that a TrueType font has, by its cmap. @source OpenType 1.9, cmap formats 4 and 12 */

export function charactersOf(sfnt: Buffer): ReadonlySet<number> {
  const found = new Set<number>()
  const cmap = tableOf(sfnt, 'cmap')
  for (let k = 0; k < cmap.readUInt16BE(2); k++) {
    const subtable = cmap.subarray(cmap.readUInt32BE(4 + 8 * k + 4))
    const format = subtable.readUInt16BE(0)
    if (format === 4) addSegments(subtable, found)
    if (format === 12) addGroups(subtable, found)
  }
  return found
}

function tableOf(sfnt: Buffer, tag: string): Buffer {
  for (let k = 0; k < sfnt.readUInt16BE(4); k++) {
    const at = 12 + 16 * k
    if (sfnt.toString('latin1', at, at + 4) === tag)
      return sfnt.subarray(sfnt.readUInt32BE(at + 8), sfnt.readUInt32BE(at + 8) + sfnt.readUInt32BE(at + 12))
  }
  throw new RangeError(`the font has no table ${tag}`)
}

function addSegments(table: Buffer, found: Set<number>): void {
  const bytes = table.readUInt16BE(6)
  const ends = 14
  const starts = ends + bytes + 2
  const deltas = starts + bytes
  const offsets = deltas + bytes
  for (let s = 0; s < bytes; s += 2) {
    const [first, last] = [table.readUInt16BE(starts + s), table.readUInt16BE(ends + s)]
    const offset = table.readUInt16BE(offsets + s)
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph =
        offset === 0
          ? (code + table.readUInt16BE(deltas + s)) & 0xffff
          : table.readUInt16BE(offsets + s + offset + 2 * (code - first))
      if (glyph !== 0) found.add(code)
    }
  }
}

function addGroups(table: Buffer, found: Set<number>): void {
  const groups = table.readUInt32BE(12)
  for (let g = 0; g < groups; g++) {
    const at = 16 + 12 * g
    for (let code = table.readUInt32BE(at); code <= table.readUInt32BE(at + 4); code++) found.add(code)
  }
}
