/** A part of the window that may fail alone: the rest stays usable, and it can be shown again. */
import { Component, type ReactNode } from 'react'
import { textsNow } from '../texts/texts.ts'
import styles from './Region.module.css'

interface Props {
  /** as in 'The volumes panel' */
  readonly name: string
  readonly children: ReactNode
}

export class Region extends Component<Props, { readonly failure: Error | undefined }> {
  override state: { readonly failure: Error | undefined } = { failure: undefined }

  static getDerivedStateFromError(error: unknown): { failure: Error } {
    return { failure: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(error: unknown): void {
    console.error(error)
  }

  override render(): ReactNode {
    const { failure } = this.state
    if (!failure) return this.props.children
    const texts = textsNow().status
    return (
      <div className={styles.failed} role="alert">
        <p>
          <b>{texts.failed(this.props.name)}</b> {texts.safe}
        </p>
        <p className={styles.detail}>{failure.message}</p>
        <button type="button" className={styles.again} onClick={() => this.setState({ failure: undefined })}>
          {texts.again}
        </button>
      </div>
    )
  }
}
