/** A change of arithmetic is a new version, never an edit; the card has a version of its own. */
export const riskVersion = '1'

/** A risk names the card that made it. */
export const riskMethod = ({ id, version }: { id: string; version: string }) => ({
  method: `risk-model/${id}/${version}`,
  version: riskVersion,
})
