/**
 * What a blinded reader must not see: everything that says what somebody else thought of the images. It is not
 * downloaded, and completeness counts leave it out.
 * @source DICOM PS3.4 B.5 (SOP classes), PS3.3 C.7.3.1.1.1 (modalities)
 */
const storage = '1.2.840.10008.5.1.4.1.1'

const opinionClasses = [
  /** secondary captures, multi-frame ones included */
  `${storage}.7`,
  /** presentation states */
  `${storage}.11`,
  /** segmentations; surface scans and fiducials lie beside them */
  `${storage}.66`,
  /** structured reports and key object selections */
  `${storage}.88`,
  /** encapsulated documents */
  `${storage}.104`,
  /** radiotherapy structure sets: contours */
  `${storage}.481.3`,
]

const opinionModalities = new Set(['SR', 'SEG', 'PR', 'KO', 'OT', 'SC', 'DOC', 'RTSTRUCT', 'M3D'])

/** Unknown class and modality are judged once the object's own header is here. */
export function isOpinion(object: { readonly sopClassUid?: string; readonly modality?: string }): boolean {
  const { sopClassUid, modality } = object
  if (sopClassUid !== undefined)
    return opinionClasses.some((root) => sopClassUid === root || sopClassUid.startsWith(`${root}.`))
  return modality !== undefined && opinionModalities.has(modality)
}
