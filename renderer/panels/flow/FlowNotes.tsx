/** What was done to the velocities before they were summed, and where on the images it can be seen. */
import type { FlowDetails } from '#contract/analysis-documents/details.ts'
import { useRoom } from '../../reading/room.ts'
import { saidText } from '../../texts/said.ts'
import { useTexts } from '../../texts/texts.ts'
import { numberText } from '../quantities.ts'
import { stackOfImage } from '../stack-of-image.ts'
import styles from './FlowPanel.module.css'
import { useFlowLook } from './flow-store.ts'
import { unwrappedPhases } from './on-images.ts'

export function FlowNotes({ details }: { readonly details: FlowDetails }) {
  const { notes } = useTexts().panels.flow
  const { resting } = useFlowLook()
  const { reversed, uncovered, border, curve, background } = details
  const told = [
    border && notes.drawn(border.drawn.length, curve.length),
    background &&
      (background.corrected
        ? corrected(background, notes)
        : notes.uncorrected(background.why === undefined ? '' : saidText(background.why))),
    reversed && notes.reversed,
    uncovered !== undefined && uncovered >= 1 && notes.uncovered(uncovered),
  ].filter((note) => typeof note === 'string')
  return (
    <div className={styles.notes}>
      <p>{told.join(' ')}</p>
      <Unwrapped details={details} />
      {background?.corrected && (
        <label>
          <input
            type="checkbox"
            checked={resting}
            onChange={({ currentTarget }) => useFlowLook.setState({ resting: currentTarget.checked })}
          />
          {notes.resting}
        </label>
      )}
    </div>
  )
}

const corrected = (
  { atVessel }: NonNullable<FlowDetails['background']>,
  { background }: { readonly background: (offset: string | undefined) => string },
): string => background(atVessel === undefined ? undefined : numberText(atVessel, 1))

/** Each phase is a way to it: the pixels stand out on its images. */
function Unwrapped({ details }: { readonly details: FlowDetails }) {
  const { notes } = useTexts().panels.flow
  const { opened, playhead } = useRoom()
  const phases = unwrappedPhases(details)
  if (phases.length === 0) return null
  const stack = stackOfImage(opened.stacks, details.images[0])
  return (
    <p>
      {notes.unwrapped(details.unwrapped.length)}{' '}
      {phases.map((phase) => (
        <button
          key={phase}
          type="button"
          aria-label={notes.phase(phase + 1)}
          disabled={stack === undefined}
          onClick={() => stack && playhead.showPhase(phase, stack)}
        >
          {phase + 1}
        </button>
      ))}
    </p>
  )
}
