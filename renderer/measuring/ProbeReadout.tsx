/** The value under the pointer, with its place in the image, the series and the patient. Nothing of it is kept. */
import { type IndexPoint, indexToPatient } from '#analysis/geometry/plane.ts'
import { type Readable, useStore } from '../cine/store.ts'
import { fixedIn } from '../texts/formats.ts'
import { useTexts } from '../texts/texts.ts'
import { scaled } from '../theme/scale.ts'
import { laidOver } from '../viewport/laid-over.ts'
import type { PointerSample } from '../viewport/pointer-router.ts'
import { useViewport } from '../viewport/viewport-context.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import styles from './measuring.module.css'
import type { MeasuringEditor } from './measuring-editor.ts'
import { seenImage } from './seen-values.ts'
import { pixelText } from './words.ts'

export function ProbeReadout({
  probed,
  tools,
}: {
  readonly probed: Readable<PointerSample | undefined>
  readonly tools: MeasuringEditor
}) {
  const sample = useStore(probed)
  const isOn = useStore(tools, ({ tool }) => tool === 'probe')
  return isOn && sample ? <Readout sample={sample} /> : null
}

/** CSS pixels from the pointer, and at 100 % what the box takes at most */
const aside = 14
const size = { width: 190, height: 96 }

function Readout({ sample }: { readonly sample: PointerSample }) {
  const texts = useTexts()
  const { surface } = useViewport()
  // of a cine that plays, the value of the phase that is seen
  const shown = useStore(surface.onScreen)
  if (!shown) return null
  const { width, height } = shown.transform.surface
  const { x, y } = sample.canvas
  const [across, down] = [scaled(size.width), scaled(size.height)]
  const left = x + aside + across < width ? x + aside : Math.max(2, x - aside - across)
  const top = Math.max(2, Math.min(y + aside, height - down))
  const pixel = pixelAt(shown, sample.index, texts.measuring.signal)
  const { slice, of, axes } = texts.room.image
  const { stack } = shown
  return (
    <output className={styles.probe} style={{ left, top }} aria-label={texts.measuring.probe.label}>
      <b>{pixel ? pixel.value : texts.measuring.probe.outside}</b>
      {laidOver(surface, shown, sample.index).map((text) => (
        <b key={text}>{text}</b>
      ))}
      {pixel && <span>{texts.measuring.probe.place(pixel.column, pixel.row)}</span>}
      <span>
        {slice(shown.slice + 1, stack.frames.length)} ·{' '}
        {of(axes[stack.axis], shown.phase + 1, stack.phaseCount)}
      </span>
      <span>{patientText(shown, sample.index)}</span>
    </output>
  )
}

/** @param signal  what stands before a value that has no unit */
function pixelAt(shown: OnScreen, [x, y]: IndexPoint, signal: string) {
  const seen = seenImage(shown)
  const [column, row] = [Math.round(x), Math.round(y)]
  if (!seen || column < 0 || row < 0 || column >= seen.columns || row >= seen.rows) return undefined
  const { slope, intercept, unit } = seen.scale
  const value = slope * (seen.pixels[row * seen.columns + column] ?? 0) + intercept
  const shownValue = unit === undefined ? `${signal} ${pixelText(value)}` : `${pixelText(value)} ${unit}`
  return { value: shownValue, column, row }
}

/** The letters say towards which side of the patient: LPS counts towards left, back and head. */
const sides = [
  ['L', 'R'],
  ['P', 'A'],
  ['H', 'F'],
] as const

function patientText({ frame }: OnScreen, index: IndexPoint): string {
  const { plane } = frame.facts
  if (!plane) return ''
  const point = indexToPatient(plane, index)
  const parts = sides.map(([plus, minus], k) => {
    const value = point[k] ?? 0
    return `${value < 0 ? minus : plus} ${fixedIn(Math.abs(value), 1)}`
  })
  return `${parts.join(' · ')} mm`
}
