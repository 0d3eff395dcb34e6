import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import * as codes from '#analysis/report/codes.ts'
import { hasPydicom, noPydicom, python } from './validators.ts'

const standard = Object.values(codes).flatMap((group) =>
  typeof group === 'object' ? Object.values(group) : [],
)
/** Not in that dictionary: a language, units, and the one concept that PS3.16 takes from UMLS in a template. */
const elsewhere = new Set(['RFC5646', 'UCUM', 'UMLS'])
/** In its group since a later edition than the transcript's. */
const newer = new Set(['91723000'])
const looked = standard.filter(({ scheme }) => !elsewhere.has(scheme))

it.skipIf(!hasPydicom)(
  `finds every code in pydicom's transcript of PS3.16, with its meaning and in the context group named${
    hasPydicom ? '' : ` (skipped: ${noPydicom})`
  }`,
  () => {
    const { stdout } = spawnSync(
      python,
      [
        '-c',
        `import json
from pydicom.sr._concepts_dict import concepts
found = {}
for scheme, table in concepts.items():
    for names in table.values():
        for code, (meaning, groups) in names.items():
            found.setdefault(scheme + ' ' + code, []).append([meaning.lower(), groups])
print(json.dumps(found))
`,
      ],
      { encoding: 'utf8', maxBuffer: 2 ** 26 },
    )
    const dictionary = JSON.parse(stdout) as Record<string, [meaning: string, groups: number[]][]>
    for (const { value, scheme, meaning, source } of looked) {
      const entries = dictionary[`${scheme} ${value}`] ?? []
      const meanings = entries.map(([text]) => text.replace(/ \(.*/, ''))
      expect(meanings, `${value} ${scheme}`).toContain(meaning.toLowerCase())
      const group = /^CID (\d+)$/.exec(source)?.[1]
      if (!group || newer.has(value)) continue
      const groups = entries.flatMap(([, found]) => found)
      expect(groups, `${value} ${scheme} is in CID ${group}`).toContain(Number(group))
    }
  },
)
