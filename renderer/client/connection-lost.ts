/** Main went away while it was asked, or could not be reached at all. Not a fault: nobody refused. */
export class ConnectionLost extends Error {
  constructor(options?: { cause?: unknown }) {
    super('the connection to the library was lost', options)
    this.name = 'ConnectionLost'
  }
}
