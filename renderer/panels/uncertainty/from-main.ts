/** What would change the numbers of an analysis, by this window's connection: main makes it again of what is saved. */
import { client } from '../../client/client.ts'
import { refusalOf } from '../../client/faults.ts'
import type { BudgetMain } from './budgets.ts'

/** @param read  the open one */
export const budgetsOfMain = (read: string): BudgetMain => ({
  uncertainty: (asked, signal) => client.analyses.uncertainty({ read, ...asked }, { signal }),
  failed: (error) => {
    if (refusalOf(error).code === 'window-bug') console.error(error)
  },
})
