/** Headers and overlays of single images, read in a thread: a header of a vendor may have a megabyte. */
import { say } from '#analysis/sentences/say.ts'
import { Failure } from '#contract/faults.ts'
import type { HeaderJobInput } from '#contract/images-calls.ts'
import type { Services } from '#contract/services.ts'
import type { Library } from '../store/library.ts'
import type { Threads } from './jobs/threads.ts'
import type { LibraryIndex } from './library/index.ts'

interface Parts {
  readonly library: Pick<Library, 'folder'> & { readonly objects: Pick<Library['objects'], 'pathOf'> }
  readonly index: Pick<LibraryIndex, 'hasImage'>
  readonly threads: Pick<Threads, 'run'>
}

interface Image {
  readonly sha256: string
  readonly frame: number
}

export function createImages({ library, index, threads }: Parts): Services['images'] {
  /** Asked every time: a study may be withdrawn, or an image held back, at any moment. */
  const placeOf = ({ sha256, frame }: Image): HeaderJobInput => {
    if (!index.hasImage(sha256)) throw new Failure('no-such-image', { image: `${sha256}/${frame}` })
    return { path: library.objects.pathOf(sha256), frame }
  }
  const undamaged = <T>({ sha256 }: Image, found: T | null): T => {
    if (found !== null) return found
    const detail = say('library/image-file-missing', { image: sha256 })
    throw new Failure('library-damaged', { library: library.folder, detail })
  }
  return {
    header: async (image, { signal }) =>
      undamaged(image, await threads.run('header', placeOf(image), { signal })),
    overlays: async (image, { signal }) =>
      undamaged(image, await threads.run('overlays', placeOf(image), { signal })),
  }
}
