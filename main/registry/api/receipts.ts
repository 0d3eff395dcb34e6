/** A receipt says that the registry holds what was signed; it looks before it says so. */
import type { Receipt } from '#contract/project-api.ts'
import type { Archive } from '../archive/archive.ts'
import type { Documents } from './documents.ts'

type Asked = Pick<Receipt, 'read' | 'version' | 'study' | 'objects'> & { readonly project: string }

/**
 * DICOM objects are looked up by UID: an archive may rewrite a file's group 2, so that its hash differs from the
 * signed one while its data set does not. Whether the data set is the signed one, the sender compared.
 */
export async function confirmReceipt(
  { archive, documents }: { archive: Archive; documents: Documents },
  { project, read, version, study, objects }: Asked,
): Promise<'held' | 'missing' | 'differs'> {
  if (!(await archive.studies(project)).some(({ record }) => record.study === study)) return 'missing'
  const held = new Set((await archive.instances(study)).map(({ sopInstanceUid }) => sopInstanceUid))
  for (const { kind, uid, sha256 } of objects) {
    if (kind === 'sr' || kind === 'seg') {
      if (!held.has(uid)) return 'missing'
      continue
    }
    const document = documents.find({ project, read, version, kind })
    if (!document) return 'missing'
    if (document.sha256 !== sha256) return 'differs'
  }
  return 'held'
}
