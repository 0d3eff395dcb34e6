/** What each slice of a ventricle is worth by either base rule, at ED or at ES. */
import { useState } from 'react'
import type { Chamber } from '#analysis/contours/contour.ts'
import { longAxisStacks } from '#analysis/examination/axis.ts'
import type { ImageKey } from '#analysis/protocol/facts.ts'
import type { VentricleByBoth } from '#analysis/volumes/both-bases.ts'
import type { SliceAtStake } from '#analysis/volumes/clipped.ts'
import { framesInStep } from '#analysis/volumes/long-axis/views.ts'
import type { BaseRule } from '#analysis/volumes/methods.ts'
import { DataTable } from '../../charts/DataTable.tsx'
import { useReading, useRoom } from '../../reading/room.ts'
import type { Texts } from '../../texts/en/en.ts'
import { useTexts } from '../../texts/texts.ts'
import { Choice } from '../Choice.tsx'
import { type Detail, detailCell } from '../numbers/DetailNumeral.tsx'
import type { Found } from '../numbers/found.ts'
import { numberText } from '../quantities.ts'
import { useLiveVolumes } from './live.ts'

export function AtStake({ chamber }: { readonly chamber: Chamber }) {
  const { panels } = useTexts()
  const texts = panels.function
  const { go, opened, shortAxis } = useRoom()
  const live = useLiveVolumes()
  const chambers = useReading(({ numbers }) => numbers.chambers)
  const [end, setEnd] = useState<'ed' | 'es'>('ed')
  const ventricle = chamber === 'lv' ? chambers?.left : chambers?.right
  const phase = ventricle?.[end]
  const clipped = phase?.measured ? ventricle?.planeClipped[phase.value] : undefined
  if (!shortAxis || !ventricle || !clipped || clipped.atStake.length === 0) return null
  const name = chamber === 'lv' ? texts.atStake : texts.ofRight(texts.atStake)
  const bySlices = foundBy('reader-slices', ventricle, live)
  const byPlane = foundBy('plane-clipped', ventricle, live)
  // the valve is marked in the views of the same moment
  const views = Object.values(framesInStep(shortAxis, longAxisStacks(opened))[clipped.phase] ?? {})
  const imagesOf = (slice: number): readonly ImageKey[] => {
    const frame = shortAxis.frames[slice]?.[clipped.phase]
    return frame ? [frame] : []
  }
  return (
    <DataTable
      name={name}
      first={panels.slice}
      aside={
        <Choice
          label={name}
          options={['ed', 'es'] as const}
          name={(one) => texts.end[one]}
          chosen={end}
          onChoose={setEnd}
        />
      }
      columns={[
        { title: texts.planeAbove, unit: 'mm' },
        { title: texts.contoured, unit: 'mL' },
        { title: texts.clipped, unit: 'mL' },
        { title: texts.difference, unit: 'mL' },
      ]}
      rows={clipped.atStake
        .filter(({ difference }) => Math.abs(difference) >= least)
        .map((one) => {
          const part = `${panels.slice} ${one.slice + 1} · ${texts.end[end]}`
          const own = imagesOf(one.slice)
          return {
            id: String(one.slice),
            name: `${panels.slice} ${one.slice + 1}`,
            onChoose: () => go(one.slice, clipped.phase),
            cells: stakes(one, panels).map(({ by, ...detail }) =>
              detailCell(by === 'plane-clipped' ? byPlane : bySlices, {
                ...detail,
                part,
                chamber,
                images: by === 'plane-clipped' ? [...own, ...views] : own,
              }),
            ),
          }
        })}
    />
  )
}

/** mL: what rounds to nothing is not at stake */
const least = 0.05

/** The read's volumes with the method of one base rule in place of its own. */
function foundBy(rule: BaseRule, { own, beside }: VentricleByBoth, live: Found): Found {
  const made = [own, ...beside].find(
    ({ base, papillaries }) => base === rule && papillaries === own.papillaries,
  )
  return made ? { ...live, method: made.by.method, version: made.by.version } : live
}

/** The cells of a slice. */
function stakes(
  { planeAbove, readerSlices, planeClipped, difference }: SliceAtStake,
  { details, function: texts }: Texts['panels'],
): readonly (Pick<Detail, 'name' | 'shown' | 'precise' | 'meaning'> & { readonly by: BaseRule })[] {
  const told = (name: string, value: number, unit: string, meaning: string, by: BaseRule) => ({
    name,
    shown: numberText(value, 1),
    precise: `${numberText(value, 2)} ${unit}`,
    meaning,
    by,
  })
  const { atStake } = details
  const between = atStake.difference(numberText(planeClipped, 2), numberText(readerSlices, 2))
  return [
    told(texts.planeAbove, planeAbove, 'mm', atStake.planeAbove, 'plane-clipped'),
    told(texts.contoured, readerSlices, 'mL', atStake.contoured, 'reader-slices'),
    told(texts.clipped, planeClipped, 'mL', atStake.clipped, 'plane-clipped'),
    told(texts.difference, difference, 'mL', between, 'plane-clipped'),
  ]
}
