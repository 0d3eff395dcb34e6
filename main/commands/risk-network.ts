/** The network of a card, run in a child process: native code never runs in the process of the command. */
import { dirname, join } from 'node:path'
import type { Network } from '#analysis/risk/card.ts'
import type { RiskNetwork } from '#analysis/risk/inference.ts'
import { measured, unmeasured } from '#analysis/units/outcome.ts'
import type { Children } from '../services/jobs/children.ts'
import { JobFailed } from '../services/jobs/runner.ts'

/**
 * @param card  path of the card; its network lies beside it
 * @returns a network that is unmeasured 'model-locked' where the file is missing, changed, or cannot be run
 */
export const networkBeside =
  (card: string, { file, sha256, input, output }: Network, children: Children): RiskNetwork =>
  async (row) => {
    try {
      const { outputs } = await children.run('infer', {
        model: join(dirname(card), file),
        sha256,
        inputs: { [input]: { dims: [1, row.length], data: row } },
        outputs: [output],
      })
      const risks = outputs[output]
      return risks === undefined ? unmeasured('model-locked', `it gives no ${output}`) : measured(risks.data)
    } catch (error) {
      if (error instanceof JobFailed) return unmeasured('model-locked', error.message)
      throw error
    }
  }
