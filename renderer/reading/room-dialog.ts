/** The dialogs of the reading room, of which one is open at a time. */
export type RoomDialog =
  | 'adjudication'
  | 'checklist'
  | 'compare'
  | 'sign'
  | 'unlock'
  | 'receipt'
  | 'history'
  | 'comment'
  | 'not-evaluable'
  | 'body-size'
  | 'header'
