import { expect, it } from 'vitest'
import { createChildren } from '../../main/services/jobs/children.ts'
import { builtWorkers } from '../built-workers.ts'

it('the inference runtime loads in a child process and says its version', async () => {
  const children = createChildren((await builtWorkers()).process)
  await expect(children.run('onnx-runtime', null)).resolves.toEqual({ version: '1.30.0' })
  await children.close()
})

it('a child process is killed within 200 ms when its job is cancelled, and the next job gets a new one', async () => {
  const children = createChildren((await builtWorkers()).process)
  await children.run('onnx-runtime', null)
  const stop = new AbortController()
  const cancelled = children.run('onnx-runtime', null, { signal: stop.signal })
  const asked = performance.now()
  stop.abort()
  await expect(cancelled).rejects.toThrow('cancelled')
  expect(performance.now() - asked).toBeLessThan(200)
  await expect(children.run('onnx-runtime', null)).resolves.toEqual({ version: '1.30.0' })
  await children.close()
})
