/** Everything that readers handed in, held against each other: any two of them, and where they are more all at once. */
import { at } from '../units/at.ts'
import type { Outcome } from '../units/outcome.ts'
import { type ReaderAgreement, readerAgreement } from './agreement.ts'
import { type BlandAltmanOptions, blandAltmanOptions } from './bland-altman.ts'
import type { BorderGrid } from './borders.ts'
import { type BootstrapOptions, bootstrapDefaults } from './cluster-bootstrap.ts'
import { contoursByStudy, type KnownContourFile, type StudyContours } from './contour-files.ts'
import type { ImagePlaces } from './image-places.ts'
import type { Reading } from './pairing.ts'
import {
  type CommonScores,
  commonScores,
  type ScoreAgreement,
  type ScoredStudy,
  type SeveralScores,
  scoreAgreement,
  severalScores,
} from './scores.ts'
import { type SeveralReaders, severalReaders } from './several.ts'

/** What one reader handed in; any of the lists may be empty. */
export interface ReaderFiles {
  readonly readings: readonly Reading[]
  readonly scores: readonly ScoredStudy[]
  readonly contours: readonly KnownContourFile[]
}

export interface ComparisonOptions extends BlandAltmanOptions {
  /** of the cluster bootstrap of kappas; its confidence is that of everything else */
  readonly bootstrap: Pick<BootstrapOptions, 'drawings' | 'seed'>
  readonly grid: BorderGrid
}

export type GivenComparisonOptions = Partial<Omit<ComparisonOptions, 'bootstrap'>> & {
  readonly bootstrap?: Partial<ComparisonOptions['bootstrap']>
}

/** Each part is there where both have something of it. */
export interface ReaderPair {
  /** places of the two among the readers, from 0; differences are of the first less the second */
  readonly first: number
  readonly second: number
  readonly measurements?: Outcome<ReaderAgreement>
  /** by scale */
  readonly scores?: readonly ScoreAgreement[]
  readonly contours?: readonly StudyContours[]
}

export interface Comparison {
  readonly options: ComparisonOptions
  readonly pairs: readonly ReaderPair[]
  /** of three readers or more, each part where all have something of it */
  readonly together?: {
    readonly measurements?: Outcome<SeveralReaders>
    readonly scores?: readonly SeveralScores[]
  }
}

type Progress = (done: number, total: number) => void

/**
 * @param places    of images that are at hand
 * @param progress  in thousandths of each part of a comparison that there is to make
 */
export function compareReaders(
  readers: readonly ReaderFiles[],
  { bootstrap = {}, grid = {}, ...given }: GivenComparisonOptions = {},
  places: ImagePlaces = new Map(),
  progress?: Progress,
): Comparison {
  const { drawings, seed } = { ...bootstrapDefaults, ...bootstrap }
  const options = { ...blandAltmanOptions(given), bootstrap: { drawings, seed }, grid }
  const twos = readers.flatMap((_, second) =>
    readers.slice(0, second).map((__, first) => ({ first, second })),
  )
  const isSeveral = readers.length > 2
  const next = partsOf(3 * twos.length + (isSeveral ? 2 : 0), progress)
  const pairs = twos.map(({ first, second }) => {
    const two = [at(readers, first), at(readers, second)] as const
    return { first, second, ...compared(two, options, places, [next(), next(), next()]) }
  })
  return {
    options,
    pairs,
    ...(isSeveral ? { together: togetherOf(readers, options, [next(), next()]) } : {}),
  }
}

/** One after the other, each with its own share of the whole. */
function partsOf(count: number, progress: Progress | undefined): () => Progress {
  let begun = 0
  return () => {
    const before = begun++
    return (done, total) => progress?.(Math.floor(1000 * (before + done / total)), 1000 * count)
  }
}

const haveAll = (readers: readonly ReaderFiles[], kind: keyof ReaderFiles): boolean =>
  readers.every((reader) => reader[kind].length > 0)

function compared(
  two: readonly [ReaderFiles, ReaderFiles],
  options: ComparisonOptions,
  places: ImagePlaces,
  [ofMeasurements, ofScores, ofContours]: readonly [Progress, Progress, Progress],
): Omit<ReaderPair, 'first' | 'second'> {
  const [a, b] = two
  return {
    ...(haveAll(two, 'readings')
      ? { measurements: readerAgreement(a.readings, b.readings, options, ofMeasurements) }
      : {}),
    ...(haveAll(two, 'scores') ? { scores: byScale(two, options, scoreAgreement, ofScores) } : {}),
    ...(haveAll(two, 'contours')
      ? { contours: contoursByStudy(a.contours, b.contours, options.grid, places, ofContours) }
      : {}),
  }
}

const togetherOf = (
  readers: readonly ReaderFiles[],
  options: ComparisonOptions,
  [ofMeasurements, ofScores]: readonly [Progress, Progress],
): NonNullable<Comparison['together']> => ({
  ...(haveAll(readers, 'readings')
    ? {
        measurements: severalReaders(
          readers.map(({ readings }) => readings),
          options.confidence,
          ofMeasurements,
        ),
      }
    : {}),
  ...(haveAll(readers, 'scores') ? { scores: byScale(readers, options, severalScores, ofScores) } : {}),
})

function byScale<T>(
  readers: readonly ReaderFiles[],
  { bootstrap, confidence }: ComparisonOptions,
  of: (common: CommonScores, options: BootstrapOptions, progress: Progress) => T,
  progress: Progress,
): T[] {
  const scales = commonScores(readers.map(({ scores }) => scores))
  return scales.map((common, i) =>
    of(common, { ...bootstrap, confidence }, (done, total) => progress(i + done / total, scales.length)),
  )
}
