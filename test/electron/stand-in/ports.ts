/** MessageChannelMain: a pair of ports in main. Messages wait until `start`; closing one end closes the other. */
import { EventEmitter } from 'node:events'
import { clone } from './clone.ts'

export class MessagePortMain extends EventEmitter {
  #other: MessagePortMain | undefined
  #started = false
  #closed = false
  readonly #waiting: unknown[] = []

  static pair(): readonly [MessagePortMain, MessagePortMain] {
    const one = new MessagePortMain()
    const two = new MessagePortMain()
    one.#other = two
    two.#other = one
    return [one, two]
  }

  postMessage(message: unknown): void {
    const copy = clone(message)
    const other = this.#other
    if (!this.#closed && other) queueMicrotask(() => other.#receive(copy))
  }

  start(): void {
    this.#started = true
    for (const message of this.#waiting.splice(0)) this.emit('message', { data: message, ports: [] })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.emit('close')
    this.#other?.close()
  }

  #receive(message: unknown): void {
    if (this.#closed) return
    if (this.#started) this.emit('message', { data: message, ports: [] })
    else this.#waiting.push(message)
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain

  constructor() {
    const [one, two] = MessagePortMain.pair()
    this.port1 = one
    this.port2 = two
  }
}
