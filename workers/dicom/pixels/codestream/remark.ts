/** What a codestream holds beside its image: comments, application segments, bytes between and behind. */
export type Remark = (bytes: Uint8Array) => unknown

export const unheard: Remark = () => undefined
