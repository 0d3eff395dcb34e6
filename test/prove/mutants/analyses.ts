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
/** the matrix of makers and the study of 20,000 images take too long to be run for every mutant */
const protocolTests = [
  'axes',
  'classes',
  'kin',
  'language',
  'linking',
  'rhythm',
  'roles',
  'signal',
  'sort',
].map((name) => `test/analysis/protocol/${name}.test.ts`)

export const analyses: readonly MutatedAnalysis[] = [
  {
    name: 'series',
    sources: protocol(
      'axis',
      'classes',
      'contrast',
      'heart-planes',
      'kin',
      'language',
      'long-axis',
      'roles',
      'signal',
    ),
    tests: protocolTests,
  },
  {
    name: 'stacks',
    sources: protocol(
      'assemble',
      'grouping',
      'linking',
      'phase-series',
      'phases',
      'rhythm',
      'slices',
      'sort',
      'splitting',
      'what-varies',
    ),
    tests: protocolTests,
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
