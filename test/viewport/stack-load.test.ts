import { afterEach, expect, it, vi } from 'vitest'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { at } from '#analysis/units/at.ts'
import { noteDrag } from '../../renderer/viewport/hand-at-work.ts'
import { openImages } from '../../renderer/viewport/study-images.ts'
import { studies } from './harness/studies.ts'
import { syntheticStudy } from './harness/synthetic-study.ts'

const opened = syntheticStudy(studies['reading'] ?? [])
const stack = at(opened.stacks, 0)
const phases = at(stack.frames, 0).flatMap((frame) => frame ?? [])
const broken = at(phases, 0)
const picture = (pixels: number): Response => new Response(new ArrayBuffer(2 * pixels))

afterEach(() => void vi.unstubAllGlobals())

it('counts an image as failed that failed before the whole stack was asked for', async () => {
  const { rows, columns } = broken.instance.pixels
  // what cornerstone's loader would reject with; Node has none
  vi.stubGlobal('XMLHttpRequest', class {})
  vi.stubGlobal('fetch', async (url: string) =>
    picture(url.includes(`/${opened.objects[broken.sopInstanceUid]}/`) ? 1 : rows * columns),
  )
  const images = openImages(opened, 'http://host/frames/')

  images.want(broken)
  await vi.waitFor(() => expect(images.failure(broken)).toBeDefined())
  const load = images.preload(stack, { slice: 0, phase: 0 })
  await vi.waitFor(() => expect(load.get().loaded).toBe(load.get().total - 1))

  expect(images.ready(broken), imageKeyText(broken)).toBeUndefined()
  expect(load.get()).toMatchObject({ failed: 1, slicePlayable: true, stackPlayable: false })
  images.close()
})

it('fetches while a hand drags only what is looked at, and the rest when it lets go', async () => {
  const { rows, columns } = broken.instance.pixels
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    return picture(rows * columns)
  })
  const images = openImages(opened, 'http://host/frames/')
  const last = at(phases, phases.length - 1)

  noteDrag(true)
  const load = images.preload(stack, { slice: 0, phase: 0 })
  images.want(last)
  await vi.waitFor(() => expect(images.ready(last)).toBeDefined())
  expect(asked).toEqual([expect.stringContaining(`/${opened.objects[last.sopInstanceUid]}/`)])

  noteDrag(false)
  await vi.waitFor(() => expect(load.get().loaded).toBe(load.get().total))
  images.close()
})
