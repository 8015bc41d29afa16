import type { Host } from '../hosts/lab/host.ts'

/**
 * Stands in for the article's plugin, written anew: it decodes the body of requests to
 * /containers/create into a map, and compares HostConfig.UsernsMode with "host". Like a server in Go it keeps idle connections: one
 * that is closed just when Docker asks on it would be a failure, and no denial.
 */
export const articlesPlugin = `#!/usr/bin/node
const http = require('node:http'), fs = require('node:fs')
const socket = '/run/docker/plugins/denyusernshost.sock'
fs.mkdirSync('/run/docker/plugins', { recursive: true })
fs.rmSync(socket, { force: true })
http.createServer((request, response) => {
  let text = ''
  request.on('data', (part) => (text += part)).on('end', () => {
    if (request.url === '/Plugin.Activate') return response.end('{"Implements":["authz"]}')
    response.end(JSON.stringify(judged(JSON.parse(text || '{}'))))
  })
}).listen(socket).keepAliveTimeout = 0
function judged({ RequestUri = '', RequestBody }) {
  if (!RequestUri.includes('/containers/create') || !RequestBody) return { Allow: true }
  let body
  try { body = JSON.parse(Buffer.from(RequestBody, 'base64').toString()) }
  catch (error) { return { Err: String(error) } }
  if (body?.HostConfig?.UsernsMode === 'host') return { Allow: false, Msg: 'userns=host is not allowed.' }
  return { Allow: true }
}
`

const pluginUnit =
  '[Unit]\nBefore=docker.service\n[Service]\nExecStart=/usr/local/sbin/denyusernshost\n[Install]\nWantedBy=multi-user.target\n'

const accessUnit = (entry: string) =>
  `[Unit]\nAfter=docker.service\n[Service]\nType=oneshot\nExecStart=/usr/bin/setfacl -m "${entry}" /var/run/docker.sock\n[Install]\nWantedBy=multi-user.target\n`

export const articlesDaemonJson =
  '{\n    "userns-remap": "default",\n    "authorization-plugins": ["denyusernshost"]\n}\n'

/** Sets a host up as the article says, with access by this entry of an ACL. */
export async function followArticle(host: Host, entry: string): Promise<void> {
  await host.write('/usr/local/sbin/denyusernshost', articlesPlugin, 0o755)
  await host.write('/etc/systemd/system/denyusernshost.service', pluginUnit)
  await host.write('/etc/systemd/system/docker-setfacl.service', accessUnit(entry))
  await host.write('/etc/docker/daemon.json', articlesDaemonJson)
  const done = await host.shell(
    'apt-get install -y uidmap acl && systemctl daemon-reload && systemctl enable --now denyusernshost && systemctl restart docker && systemctl enable --now docker-setfacl',
  )
  if (done.exitCode !== 0) throw new Error(done.stderr)
}
