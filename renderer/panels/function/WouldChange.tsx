/** What would change a volume: each choice made otherwise, one at a time. Made when somebody asks for it. */
import { useEffect, useState } from 'react'
import type { QuantityName } from '#analysis/measurements/measurement.ts'
import { volumesOfRead } from '#analysis/reading/measure.ts'
import { type UncertaintyBudget, uncertaintyOf } from '#analysis/reading/uncertainty.ts'
import { useReading, useRoom } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import { digitsOf } from '../numbers/formats.ts'
import { unitOf } from '../numbers/words.ts'
import { numberText, unitText } from '../quantities.ts'

export function WouldChange({ quantity }: { readonly quantity: QuantityName }) {
  const { explanation: texts } = useTexts().panels
  const budget = useBudget(quantity)
  if (!budget) return null
  const digits = Math.max(1, digitsOf(quantity))
  const unit = unitText(unitOf(quantity))
  return (
    <>
      <dt>{texts.uncertainty}</dt>
      <dd>
        {budget.lines.map(({ source, range }) => (
          <p key={source}>
            {range
              ? texts.uncertaintyOf(
                  texts.sources[source],
                  `${numberText(range.low, digits)} – ${numberText(range.high, digits)} ${unit}`,
                )
              : texts.notVaried(texts.sources[source])}
          </p>
        ))}
        <p>{texts.together(`${numberText(budget.halfWidth, digits)} ${unit}`)}</p>
      </dd>
    </>
  )
}

function useBudget(quantity: QuantityName): UncertaintyBudget | undefined {
  const { shortAxis, opened } = useRoom()
  const state = useReading((now) => now.state)
  const [budget, setBudget] = useState<UncertaintyBudget>()
  useEffect(() => {
    if (!shortAxis) return
    // the explanation is on the screen first
    const later = setTimeout(() => {
      const { input, options } = volumesOfRead(shortAxis, state, {}, opened.stacks)
      const chamber = quantity.startsWith('rv-') ? 'rv' : 'lv'
      setBudget(uncertaintyOf(input, options, chamber).find((one) => one.quantity === quantity))
    })
    return () => clearTimeout(later)
  }, [shortAxis, opened, state, quantity])
  return budget
}
