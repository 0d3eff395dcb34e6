/** The item that the checklist opens at, where a jump leads to the list itself: a question is answered there. */
import { create } from 'zustand'

export const useAskedItem = create<{ readonly item: string | undefined }>(() => ({ item: undefined }))
