/** The harness page: the stacks of one synthetic study side by side, and a handle for the tests. */
import { StrictMode, useEffect, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Chamber, Contour } from '#analysis/contours/contour.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { Playhead } from '../../../renderer/cine/playhead.ts'
import { usePhase } from '../../../renderer/cine/use-phase.ts'
import { accept, releaseOpened } from '../../../renderer/contouring/acts/accepting.ts'
import { type CopyDirection, copyPhase, copyTo } from '../../../renderer/contouring/acts/copying.ts'
import { deleteAlong, deleteHere, type Extent } from '../../../renderer/contouring/acts/deleting.ts'
import { toggleEmpty } from '../../../renderer/contouring/acts/marking.ts'
import { epicardiumFromEndocardium, smooth, snapToEdge } from '../../../renderer/contouring/acts/reshaping.ts'
import { selectAll } from '../../../renderer/contouring/acts/selecting.ts'
import { ContourLayer } from '../../../renderer/contouring/ContourLayer.tsx'
import { ContourEditor } from '../../../renderer/contouring/contour-editor.ts'
import type { Notice } from '../../../renderer/contouring/words.ts'
import { CardiacViewport, type ShownImage } from '../../../renderer/viewport/CardiacViewport.tsx'
import { ColourLayer } from '../../../renderer/viewport/ColourLayer.tsx'
import { describedFrames } from '../../../renderer/viewport/frame-metadata.ts'
import { ImageView } from '../../../renderer/viewport/image-view.ts'
import { pixelBytes } from '../../../renderer/viewport/pixel-store.ts'
import { ReferenceLines } from '../../../renderer/viewport/ReferenceLines.tsx'
import type { StackLoad } from '../../../renderer/viewport/stack-load.ts'
import { openImages, type StudyImages } from '../../../renderer/viewport/study-images.ts'
import { Thumbnail } from '../../../renderer/viewport/Thumbnail.tsx'
import { PageRead } from './page-read.ts'
import type { ServedStudy } from './synthetic-study.ts'
import './harness.css'

export interface Harness {
  images: StudyImages
  playhead: Playhead
  stacks: readonly Stack[]
  views: readonly ImageView[]
  loads: readonly StackLoad[]
  slice: number
  shown: ShownImage[]
  editor: ContourEditor
  /** what keys do in the reading room */
  acts: Acts
  read: PageRead
  notices: Notice[]
  previews: (readonly Contour[] | null)[]
  goToSlice(slice: number): void
  memory(): { pixelBytes: number; describedFrames: number }
  leave(): void
}

/** Each on the contours of the page's editor. */
function actsOn(editor: ContourEditor) {
  return {
    deleteHere: () => deleteHere(editor),
    deleteAlong: (extent: Extent) => deleteAlong(editor, extent),
    copyTo: (direction: CopyDirection) => copyTo(editor, direction),
    copyPhase: (from: number, to: number) => copyPhase(editor, from, to),
    toggleEmpty: (chamber: Chamber) => toggleEmpty(editor, chamber),
    smooth: () => smooth(editor),
    snapToEdge: () => snapToEdge(editor),
    epicardium: () => epicardiumFromEndocardium(editor),
    releaseOpened: () => releaseOpened(editor),
    accept: () => accept(editor, 'here'),
    selectAll: () => selectAll(editor),
  }
}
type Acts = ReturnType<typeof actsOn>

declare global {
  interface Window {
    harness?: Harness
    openStudy?: (name: string) => Promise<void>
  }
}

const parameters = new URLSearchParams(location.search)
const side = Number(parameters.get('side') ?? '512')
const interpolated = !parameters.has('squares')
/** from black to white, so that it shows what the image below it does */
const greyStops = ['#000000', '#ffffff']

/** Images are opened and closed by one effect, so that every opening has its closing. */
function Open({ study, onLeave }: { study: ServedStudy; onLeave: () => void }) {
  const [images, setImages] = useState<StudyImages>()
  useEffect(() => {
    const opened = openImages(study)
    setImages(opened)
    return () => opened.close()
  }, [study])
  return images && <Study study={study} images={images} onLeave={onLeave} />
}

function Study({ study, images, onLeave }: { study: ServedStudy; images: StudyImages; onLeave: () => void }) {
  const { stacks } = study
  const [lead] = stacks
  const playhead = useMemo(() => lead && new Playhead(lead, stacks.slice(1)), [lead, stacks])
  const views = useMemo(() => stacks.map(() => new ImageView()), [stacks])
  const [slice, setSlice] = useState(0)
  const editor = useMemo(() => {
    const read = new PageRead()
    const made = new ContourEditor({
      onGesture: (gesture) => {
        read.append(gesture)
        made.look(read)
      },
      onPreview: (contours) => window.harness?.previews.push(contours),
      onNotice: (notice) => window.harness?.notices.push(notice),
      onBegin: () => playhead?.pause(),
      onGo: (to) => {
        setSlice(to.slice)
        playhead?.showPhase(to.phase)
      },
    })
    return { made, read }
  }, [playhead])

  useEffect(() => {
    if (!playhead || !lead) return
    const loads = stacks.map((stack) => images.preload(stack, { slice: 0, phase: 0 }))
    window.harness = {
      images,
      playhead,
      stacks,
      views,
      loads,
      slice: 0,
      shown: [],
      editor: editor.made,
      acts: actsOn(editor.made),
      read: editor.read,
      notices: [],
      previews: [],
      goToSlice: setSlice,
      memory: () => ({ pixelBytes: pixelBytes(), describedFrames: describedFrames() }),
      leave: onLeave,
    }
    return () => playhead.dispose()
  }, [images, playhead, lead, stacks, views, editor, onLeave])
  useEffect(() => {
    if (window.harness) window.harness.slice = slice
  }, [slice])

  if (!lead || !playhead) return null
  const planeOf = (stack: Stack, at: number) => stack.frames[at]?.[0]
  return (
    <>
      <div className="views">
        {stacks.map((stack, n) => (
          <div key={stack.id} className="view" style={{ width: side, height: side }}>
            <CardiacViewport
              images={images}
              stack={stack}
              slice={n === 0 ? slice : 0}
              playhead={playhead}
              view={views[n] ?? new ImageView()}
              smooth={interpolated}
              label={stack.description ?? stack.id}
              onSlice={n === 0 ? setSlice : undefined}
              onImageShown={n === 0 ? (shown) => window.harness?.shown.push(shown) : undefined}
            >
              <ReferenceLines
                planes={stacks.flatMap((other, k) => {
                  const frame = other === stack ? undefined : planeOf(other, k === 0 ? slice : 0)
                  return frame?.facts.plane
                    ? [{ id: other.id, plane: frame.facts.plane, frameOfReferenceUid: '2.25.1.0' }]
                    : []
                })}
              />
              {parameters.has('colours') && (
                <ColourLayer stops={greyStops} window={{ center: 1000, width: 2000 }} unit="" />
              )}
              {n === 0 && <ContourLayer editor={editor.made} />}
              <Caption playhead={playhead} stack={stack} />
            </CardiacViewport>
          </div>
        ))}
      </div>
      {views[0] && (
        <Thumbnail
          images={images}
          stack={lead}
          slice={0}
          phase={0}
          view={views[0]}
          size={60}
          label="thumbnail"
        />
      )}
    </>
  )
}

function Caption({ playhead, stack }: { playhead: Playhead; stack: Stack }) {
  const phase = usePhase(playhead, stack)
  return (
    <div className="caption">
      {stack.description} · phase {phase + 1} of {stack.phaseCount}
    </div>
  )
}

function Page() {
  const [study, setStudy] = useState<ServedStudy>()
  useEffect(() => {
    window.openStudy = async (name) => {
      const answer = await fetch(`studies/${name}`)
      setStudy((await answer.json()) as ServedStudy)
    }
    const study = parameters.get('study')
    if (study) void window.openStudy(study)
  }, [])
  return study ? <Open study={study} onLeave={() => setStudy(undefined)} /> : <p>no study</p>
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)
