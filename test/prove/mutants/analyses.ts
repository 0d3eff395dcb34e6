/** Where each analysis lies, and the tests that speak of it and are over soon. */
export interface MutatedAnalysis {
  readonly name: string
  /** files, or folders with all that is below them */
  readonly sources: readonly string[]
  readonly tests: readonly string[]
}

const inFolders = (name: string, ...folders: readonly string[]): MutatedAnalysis => ({
  name,
  sources: folders.map((folder) => `workers/analysis/${folder}`),
  tests: folders.map((folder) => `test/analysis/${folder}/**/*.test.ts`),
})

const protocol = (...files: readonly string[]): readonly string[] =>
  files.map((file) => `workers/analysis/protocol/${file}.ts`)
/** the matrix of makers and the loads of whole examinations take too long to be run for every mutant */
const protocolTests = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `test/analysis/protocol/${name}.test.ts`)

export const analyses: readonly MutatedAnalysis[] = [
  {
    name: 'series',
    sources: protocol(
      ...['axis', 'class-votes', 'classes', 'contrast', 'heart-planes', 'kin', 'language', 'load'],
      ...['long-axis', 'roles', 'sight', 'signal', 'stack'],
    ),
    tests: protocolTests(
      ...['axis', 'class-rules', 'classes', 'contrast', 'heart-planes', 'kin', 'kinship', 'language'],
      ...['loads', 'role-names', 'roles', 'sight', 'signal'],
    ),
  },
  {
    name: 'stacks',
    sources: protocol(
      ...['assemble', 'describe', 'facts', 'frame-times', 'grouping', 'linking', 'median', 'phase-series'],
      ...['phases', 'placed', 'playback', 'rhythm', 'slices', 'sort', 'sorted-places', 'splitting'],
      ...['stack-warnings', 'what-varies'],
    ),
    tests: protocolTests(
      ...['assembly', 'axes', 'beats', 'joining', 'kin', 'linking', 'phases', 'playback', 'rhythm', 'roles'],
      ...['slices', 'sort', 'sorted-places', 'stack-words', 'what-varies'],
    ),
  },
  inFolders('contours', 'contours'),
  inFolders('volumes', 'volumes', 'ranges'),
  inFolders('segments', 'segments'),
  inFolders('strain', 'strain', 'registration'),
  inFolders('scar', 'scar'),
  inFolders('perfusion', 'perfusion'),
  inFolders('mapping', 'mapping'),
  inFolders('flow', 'flow'),
  inFolders('agreement', 'agreement'),
  inFolders('survival', 'survival', 'risk'),
]
