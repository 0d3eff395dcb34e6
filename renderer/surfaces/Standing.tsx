/** Where the surfaces stand: the phase, what is not drawn at it, what is being made, and what a number still needs. */
import type { Stack } from '#analysis/protocol/stack.ts'
import type { Ends } from '#analysis/surfaces/ends.ts'
import { surfaceParts } from '#analysis/surfaces/surface.ts'
import { type AnalysisView, useAnalyses } from '../analyses/analyses.ts'
import { useStore } from '../cine/store.ts'
import { reasonText } from '../panels/reasons.ts'
import { phaseText, phaseTimeText } from '../reading/views.ts'
import { saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import controls from '../theme/controls.module.css'
import type { SurfaceBeat } from './beat.ts'
import type { SurfaceLook } from './look.ts'
import styles from './SurfacesView.module.css'
import type { Seen, SurfaceStage } from './stage.ts'
import type { BeatOfRead } from './use-beat.ts'
import type { NeededAnalysis, Needs } from './use-needs.ts'

export function Standing({
  stage,
  stack,
  made,
  needs,
  look,
}: {
  readonly stage: SurfaceStage
  readonly stack: Stack
  readonly made: BeatOfRead
  readonly needs: Needs
  readonly look: SurfaceLook
}) {
  const texts = useTexts().surfaces
  const seen = useStore(stage.seen)
  return (
    <div className={styles.standing}>
      <p>
        <b>{texts.title}</b>
        <br />
        {phaseText(stack, seen.phase)}
        {phaseTimeText(stack, seen.phase) !== undefined && ` · ${phaseTimeText(stack, seen.phase)}`}
      </p>
      {notes(texts, seen, made, look).map(({ text, isMade }) => (
        <p key={text} className={styles.note} data-made={isMade || undefined}>
          {text}
        </p>
      ))}
      <Making made={made} />
      {needs.missing.map((analysis) => (
        <Need key={analysis.name} analysis={analysis} />
      ))}
    </div>
  )
}

function notes(
  texts: ReturnType<typeof useTexts>['surfaces'],
  { shown, bridged, phase, coloured }: Seen,
  { beat, making }: BeatOfRead,
  { parts, colour }: SurfaceLook,
): readonly Note[] {
  const found: Note[] = []
  const say = (text: string, isMade = false) => found.push({ text, isMade })
  if (shown?.drawn.kind === 'between')
    say(texts.between(shown.drawn.from.phase + 1, shown.drawn.to.phase + 1), true)
  if (shown?.drawn.kind === 'still') say(texts.still(shown.drawn.surface.phase + 1), true)
  if (bridged.length > 0) say(texts.bridged(bridged.map((slice) => slice + 1)), true)
  const ends = parts['lv-endocardial'] || parts['lv-epicardial'] ? endsAt(beat, phase) : undefined
  if (ends && shown) {
    if (!ends.apex.measured) say(texts.apexAsDrawn(reasonText(ends.apex.reason)))
    if (!ends.base.measured) say(texts.baseAsDrawn(reasonText(ends.base.reason)))
    if (ends.apex.measured && ends.base.measured) say(texts.endsMarked)
    else if (ends.apex.measured) say(texts.apexMarked)
    else if (ends.base.measured) say(texts.baseMarked)
  }
  for (const part of surfaceParts) {
    const why = parts[part] && !beat.shown(part, phase) ? beat.why(part, phase) : undefined
    if (why && shown) say(texts.without(texts.parts[part], reasonText(why.reason)))
  }
  if (shown && !making && !coloured && (colour === 'thickness' || colour === 'thickening'))
    say(
      colour === 'thickening' && beat.reference('lv-endocardial') === undefined
        ? texts.needs.reference
        : texts.needs.epicardium,
    )
  return found
}

/** Of what is drawn at the phase; between two phases that of the one before. */
function endsAt(beat: SurfaceBeat, phase: number): Ends | undefined {
  const shown = beat.shown('lv-endocardial', phase) ?? beat.shown('lv-epicardial', phase)
  if (!shown) return undefined
  return shown.drawn.kind === 'between' ? shown.drawn.from.ends : shown.drawn.surface.ends
}

interface Note {
  readonly text: string
  /** what is seen was not drawn by anybody */
  readonly isMade: boolean
}

function Making({ made: { making, cancelled, cancel, goOn } }: { readonly made: BeatOfRead }) {
  const texts = useTexts().surfaces
  if (making) {
    const { what, done, total } = making
    const words = (what === 'walls' ? texts.makingWalls : texts.making)(done, total)
    return (
      <p className={styles.making} role="status">
        <progress aria-label={words} value={done / total} />
        {words}
        <button className={controls.smallButton} type="button" onClick={cancel}>
          {texts.cancel}
        </button>
      </p>
    )
  }
  return cancelled ? (
    <p className={styles.making}>
      {texts.cancelled}
      <button className={controls.smallButton} type="button" onClick={goOn}>
        {texts.again}
      </button>
    </p>
  ) : null
}

function Need({ analysis }: { readonly analysis: AnalysisView & { readonly name: NeededAnalysis } }) {
  const texts = useTexts().surfaces
  const analyses = useAnalyses()
  const { name, state } = analysis
  const word = texts.needs.analyses[name]
  if (state.kind === 'working')
    return (
      <p className={styles.making} role="status">
        <progress aria-label={word} value={state.total > 0 ? state.done / state.total : undefined} />
        {texts.needs.working(word, state.total > 0 ? state.done / state.total : undefined)}
        <button className={controls.smallButton} type="button" onClick={() => analyses.cancel([name])}>
          {texts.cancel}
        </button>
      </p>
    )
  const why =
    state.kind === 'refused'
      ? texts.needs.refused(word, state.step?.sentence ?? saidText(state.detail))
      : state.kind === 'found'
        ? texts.needs.refused(word, texts.needs.elsewhere)
        : texts.needs.compute(word)
  return (
    <p className={styles.making}>
      {why}
      {state.kind !== 'found' && (
        <button className={controls.smallButton} type="button" onClick={() => analyses.run([name])}>
          {texts.needs.go}
        </button>
      )}
    </p>
  )
}
