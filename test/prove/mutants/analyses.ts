/** Where each analysis lies, and the tests that speak of it. */
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

export const analyses: readonly MutatedAnalysis[] = [
  inFolders('contours', 'contours'),
  inFolders('volumes', 'volumes'),
  inFolders('segments', 'segments'),
  inFolders('strain', 'strain', 'registration'),
  inFolders('scar', 'scar'),
  inFolders('perfusion', 'perfusion'),
  inFolders('mapping', 'mapping'),
  inFolders('flow', 'flow'),
  inFolders('agreement', 'agreement'),
  inFolders('survival', 'survival', 'risk'),
]
