/** A registry that misbehaves at random while studies are downloaded from it. */
import { stormDownloads } from '../../downloads/storm.ts'
import { hasOpenssl, makeCertificate } from '../../registry/servers/certificate.ts'
import type { Findings } from '../findings.ts'

const batch = 20

/** @param rounds  downloads, each through up to six faults of up to four requests */
export async function proveStorms(rounds: number, seed: number, findings: Findings): Promise<void> {
  const certificate = hasOpenssl ? makeCertificate() : undefined
  const line = certificate ? 'TLS' : 'plain HTTP'
  if (!certificate) findings.skip('faults behind TLS', 'no openssl')
  for (let done = 0; done < rounds; done += batch) {
    const now = Math.min(batch, rounds - done)
    const claim = `${now} downloads through random faults over ${line} end with the registry's very files`
    const { faults, resumed, problems } = await stormDownloads(now, seed + done, certificate)
    if (problems.length === 0) findings.pass(`${claim} (${faults} faults, ${resumed} resumed)`, now)
    else findings.fail(claim, problems.join('; '))
  }
}
