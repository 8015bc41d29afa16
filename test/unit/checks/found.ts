import { checks } from '../../../src/checks/index.ts'
import type { Finding } from '../../../src/checks/check.ts'
import { rememberedHost } from '../../../src/host/remembered.ts'
import type { FoundContainer } from '../../../src/host/reader.ts'
import { foundHost, type HostShape } from '../steps/found-host.ts'
import { domainUsers, freshHost } from '../steps/shapes.ts'

/** All that the checks find on a host. */
export async function find(shape: HostShape, profile = domainUsers): Promise<Finding[]> {
  const host = rememberedHost(foundHost(shape))
  return (await Promise.all(checks.map((check) => check(host, profile)))).flat()
}

/** `forbids swarm-active`, a line a finding. */
export async function told(shape: HostShape, profile = domainUsers): Promise<string[]> {
  return (await find(shape, profile)).map(({ weight, problem }) => `${weight} ${problem.code}`)
}

/** The fresh host with some more files. */
export function withFiles(files: Record<string, string>, more: HostShape = {}): HostShape {
  return { ...freshHost, ...more, files: { ...freshHost.files, ...files } }
}

export function container(name: string, special: Partial<FoundContainer> = {}): FoundContainer {
  const plain = { restarts: false, privileged: false, usernsHost: false }
  return { name, ...plain, hostNamespaces: [], devices: [], binds: [], ...special }
}
