/** The typed client of the contract: `client.reads.open({ study })`. */
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#contract/contract.ts'
import { connectionLink } from './connection.ts'

export type Client = ContractRouterClient<Contract>

export const client: Client = createORPCClient(connectionLink)
