/**
 * What the workstation asks of a registry, whichever kind it is. Images go by DICOMweb in both; a registry with
 * the project API adds what DICOMweb has no words for.
 *
 * All calls throw RegistryTrouble, or the signal's reason.
 */
import type {
  Receipt,
  RegistryProject,
  ResultDocument,
  SharedStudy,
  Withdrawal,
} from '#contract/project-api.ts'
import type { DicomWeb } from '../../dicomweb/client.ts'

export interface RegistryAddress {
  readonly url: string
  readonly kind: 'midwall' | 'dicomweb'
  /** the registry's own name on this machine, where its port may change from start to start; else its address */
  readonly identity: string
}

export interface RegistryAdapter extends RegistryAddress {
  readonly account: string
  readonly dicomWeb: DicomWeb
  projects(signal?: AbortSignal): Promise<readonly RegistryProject[]>
  studies(project: string, signal?: AbortSignal): Promise<readonly SharedStudy[]>
  /** a plain archive cannot say that anybody left */
  withdrawals(project: string, signal?: AbortSignal): Promise<readonly Withdrawal[]>
  /** absent where results are SR and SEG alone */
  readonly results?: ResultCalls
  /** ends the session at the registry, where there is one */
  signOut(): Promise<void>
  close(): void
}

export interface ResultCalls {
  record(project: string, document: ResultDocument, signal?: AbortSignal): Promise<void>
  /** undefined when the registry holds none */
  show(
    project: string,
    key: Pick<ResultDocument, 'read' | 'version' | 'kind'>,
    signal?: AbortSignal,
  ): Promise<ResultDocument | undefined>
  issueReceipt(
    project: string,
    receipt: Omit<Receipt, 'id' | 'at' | 'registry'>,
    signal?: AbortSignal,
  ): Promise<Receipt>
}

/** What lets an account back in: a token, or for a plain archive the account's own secret. */
export interface Credentials {
  readonly account: string
  readonly secret: string
}
