import { documentOf } from './documents.ts'
import type { Host } from './lab/host.ts'

export interface Verification {
  as: string
  hasAccess: boolean
  attempts: { id: string; title: string; state: string; answer?: string }[]
}

/** What `verify` said, and what held or got through. */
export async function verify(host: Host, ...args: string[]) {
  const { exitCode, stdout } = await host.harden('verify', '--json', ...args)
  const found = documentOf(host, 'verify', { stdout }) as Verification
  const inState = (state: string) => found.attempts.filter((one) => one.state === state)
  return { exitCode, found, held: inState('held'), through: inState('through') }
}

/** What a request leaves behind that was let through. */
export async function leftovers(host: Host): Promise<string> {
  const script =
    'docker ps -aq; docker volume ls -q; docker images -q; docker network ls --format "{{.Name}}"; docker info -f "{{.Swarm.LocalNodeState}}"'
  return (await host.shell(script)).stdout
}
