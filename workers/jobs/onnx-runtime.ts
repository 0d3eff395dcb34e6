/** Which inference runtime is installed, and that its native part loads. */
import { env } from 'onnxruntime-node'

export const onnxRuntime = (): { readonly version: string } => {
  const version = env.versions.node
  if (version === undefined) throw new Error('the inference runtime does not say its version')
  return { version }
}
