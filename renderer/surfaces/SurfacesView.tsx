/**
 * The ventricles in 3D, in step with the cine and with the places of the other images. Loaded when it is first opened.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Stack } from '#analysis/protocol/stack.ts'
import { axisOf, surfaceParts } from '#analysis/surfaces/surface.ts'
import { keysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import { runCommand } from '../keys/registry.ts'
import { usePlace, useRoom } from '../reading/room.ts'
import { useTexts } from '../texts/texts.ts'
import controls from '../theme/controls.module.css'
import { usePreferences } from '../theme/preferences.ts'
import { hasWebGl } from '../viewport/surfaces/webgl.ts'
import { useStage } from '../viewport/use-stage.ts'
import { Controls } from './Controls.tsx'
import { Legend } from './Legend.tsx'
import { lookIn, useSurfaceLook } from './look.ts'
import { Orientation } from './Orientation.tsx'
import { Readout, type ReadoutOf } from './Readout.tsx'
import { Standing } from './Standing.tsx'
import styles from './SurfacesView.module.css'
import { SurfaceStage } from './stage.ts'
import { useBeat } from './use-beat.ts'
import { useHand } from './use-hand.ts'
import { useNeeds } from './use-needs.ts'
import { useSurfaceCommands } from './use-surface-commands.ts'

export default function SurfacesView() {
  const { shortAxis } = useRoom()
  const texts = useTexts().surfaces
  if (!hasWebGl()) return <Message {...texts.noWebGl} />
  return shortAxis ? <Ventricles stack={shortAxis} /> : null
}

function Ventricles({ stack }: { readonly stack: Stack }) {
  const room = useRoom()
  const texts = useTexts().surfaces
  const mode = usePlace((place) => place.mode)
  useLayoutEffect(() => lookIn(mode), [mode])
  const look = useSurfaceLook()
  const palette = usePreferences(({ palette }) => palette)
  const made = useBeat(stack, look.colour === 'thickness' || look.colour === 'thickening')
  const axis = useMemo(() => axisOf(stack), [stack])
  const needs = useNeeds(look.colour, axis)
  const root = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const [stage, setStage] = useState<SurfaceStage>()
  const [pointed, setPointed] = useState<ReadoutOf>()
  const [focused, setFocused] = useState(false)
  const surface = useStage(root)?.surface

  useEffect(() => {
    const element = host.current
    if (!element) return
    const opened = new SurfaceStage(element, room)
    setStage(opened)
    return () => {
      setStage(undefined)
      opened.dispose()
    }
  }, [room])
  useEffect(() => {
    if (stage && surface) stage.resize(surface.width, surface.height, surface.ratio)
  }, [stage, surface])
  const { beat, version, walls } = made
  const sources = useMemo(
    () => ({ ...needs.sources, left: beat.input.left, phases: stack.phaseCount, walls }),
    [needs.sources, beat, stack, walls],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is the same beat with more of it
  useEffect(() => {
    stage?.show({ beat, look, palette, sources })
  }, [stage, beat, version, look, palette, sources])
  useEffect(() => {
    const stops = [stack, ...room.longAxes].map((other) =>
      room.images.loadOf(other).subscribe(() => stage?.showAgain()),
    )
    return () => {
      for (const stop of stops) stop()
    }
  }, [room, stack, stage])
  useSurfaceCommands(stage, focused)
  const hand = useHand(stage, room, setPointed)
  const phase = room.playhead.phaseOf(stack)
  const drawn = beat.progress().done === 0 || surfaceParts.some((part) => beat.shown(part, phase))
  return (
    <section className={styles.view} aria-label={texts.title}>
      <Controls />
      <div className={styles.stage}>
        <div
          ref={root}
          className={styles.picture}
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application of its own, moved by keys
          tabIndex={0}
          aria-label={texts.label(texts.colours[look.colour])}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          {...hand}
        >
          <div ref={host} className={styles.canvas} data-testid="surfaces" />
        </div>
        {stage && (
          <>
            <Standing stage={stage} stack={stack} made={made} needs={needs} look={look} />
            <Orientation camera={stage.camera} />
            <Legend colour={look.colour} />
            <Readout of={pointed} colour={look.colour} stage={stage} />
          </>
        )}
        {!drawn && (
          <Message
            what={texts.nothing.what}
            todo={texts.nothing.todo}
            action={{
              name: `${texts.nothing.draw} (${chordText(keysOf('tool-endocardial')[0] ?? '')})`,
              run: () => runCommand('tool-endocardial'),
            }}
          />
        )}
      </div>
    </section>
  )
}

function Message({
  what,
  todo,
  action,
}: {
  readonly what: string
  readonly todo: string
  readonly action?: { readonly name: string; readonly run: () => void }
}) {
  return (
    <div className={styles.message} role="status">
      <p>
        <b>{what}</b>
      </p>
      <p>{todo}</p>
      {action && (
        <button className={controls.smallButton} type="button" onClick={action.run}>
          {action.name}
        </button>
      )}
    </div>
  )
}
