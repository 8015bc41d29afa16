import type { Host } from '../hosts/lab/host.ts'
import { vocabulary, type Way } from './way.ts'

/** Root's listener on loopback, which writes down what it hears. */
const listener = `const fs = require('node:fs')
require('node:net').createServer((socket) => {
  socket.on('error', () => {}).on('data', (data) => {
    fs.appendFileSync('/root/heard', data)
    socket.end('HTTP/1.0 404 none\\r\\n\\r\\n')
  })
}).listen(5999, '127.0.0.1')
`

/** What there is to be had: a secret of root's, somebody to talk to, a device. */
export async function setScene(host: Host): Promise<void> {
  await host.importBusybox()
  await host.write('/root/secret', 'ROOTS-OWN-SECRET\n', 0o600)
  await host.write('/root/listener.js', listener)
  const done = await host.shell(
    `chmod 700 /root; touch /root/heard; mkdir /run/roots; ip link add roots-bridge type bridge; mknod -m 600 /dev/loop0 b 7 0
     systemd-run --collect --unit root-listens node /root/listener.js
     mkdir -p /srv/n/bin && cd /srv/n && mknod -m 666 node b 7 0 && tar -cf /srv/node.tar node
     cp /bin/busybox bin && for a in sh cat; do ln -s busybox bin/$a; done
     tar -cf /srv/rootfs.tar . && rm -r /srv/n`,
  )
  if (done.exitCode !== 0) throw new Error(done.stderr)
}

/** What was tried, and whether the host has been had. */
export async function attempt(host: Host, way: Way): Promise<{ through: boolean; said: string }> {
  await host.write('/srv/attempt', vocabulary + way.attempt, 0o755)
  const { stdout } = await host.runAs(
    'mallory',
    ...['env', 'HOME=/home/mallory', 'timeout', '100', 'sh', '/srv/attempt'],
  )
  await host.write('/root/out', stdout)
  const { exitCode } = await host.shell(`OUT=/root/out; ${way.proof}`)
  return { through: exitCode === 0, said: stdout }
}
