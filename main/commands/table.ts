/** Columns for a terminal. Text from files and servers is shown escaped, so that it cannot move the cursor. */
const controls = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

export const shown = (text: string): string =>
  text.replace(controls, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`)

export function table(rows: readonly (readonly string[])[]): string[] {
  const clean = rows.map((row) => row.map(shown))
  const widths: number[] = []
  for (const row of clean)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length)
  return clean.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
