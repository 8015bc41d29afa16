import type { HostReader } from '../host/reader.ts'
import { forbids, unseen, type Check, type Finding } from './check.ts'

/** What Docker itself uses: whoever reaches one of these is root, and no plugin is asked. */
const sockets = [
  '/run/containerd/containerd.sock',
  '/run/docker/containerd/containerd.sock',
  '/run/buildkit/buildkitd.sock',
]
const byEveryone = 0o006
const byGroup = 0o060
const setIds = 0o6000

export const engineSockets: Check = async (host) => {
  const found = await Promise.all([...sockets.map((path) => look(host, path)), lookAtClient(host)])
  return found.flat()
}

async function look(host: HostReader, path: string): Promise<Finding[]> {
  const found = await host.status(path)
  // Below a folder that is root's alone nobody else reaches it either.
  if (found.state !== 'present') return []
  const { mode, uid, gid } = found.value
  const acl = await host.acl(path)
  const others = acl.state === 'present' ? acl.value.filter(({ rights }) => rights.write) : []
  const open = mode & byEveryone || (gid !== 0 && mode & byGroup) || uid !== 0
  if (acl.state === 'unknown') return [unseen(`the ACL of ${path}`, acl.reason)]
  if (!open && others.length === 0) return []
  return [
    forbids({
      code: 'engine-socket-open',
      what: `Others than root may be able to use ${path}, at which the plugin is not asked.`,
      where: path,
      remedies: [`chown root:root ${path} && setfacl --remove-all ${path} && chmod 0660 ${path}`],
    }),
  ]
}

/** A client with set-group-id gives everyone the socket that its group has. */
async function lookAtClient(host: HostReader): Promise<Finding[]> {
  const client = await host.command('docker')
  if (client.state !== 'present') return []
  const found = await host.status(client.value)
  if (found.state !== 'present' || !(found.value.mode & setIds)) return []
  return [
    forbids({
      code: 'docker-command-set-id',
      what: `${client.value} runs with the rights of its owner or group, whoever starts it.`,
      where: client.value,
      remedies: [`chmod ug-s ${client.value}`],
    }),
  ]
}
