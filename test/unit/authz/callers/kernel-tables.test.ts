import { describe, expect, it } from 'vitest'
import { servedIn } from '../../../../src/authz/callers/tcp-connections.ts'
import { readSockets } from '../../../../src/authz/callers/unix-sockets.ts'

/** As ss of iproute2 6.1 (Debian 12) and 6.15 (Debian 13) print it. */
const sockets = `u_str ESTAB  0      0      /run/docker.sock 9943866 * 9942968
u_str ESTAB  0      0      /run/docker.sock 9943900 * 0
u_str LISTEN 0      4096   /run/docker.sock 9928017 * 0      \n
u_str LISTEN 0      4096   /var/run/docker/metrics.sock 9931386            * 0
u_dgr UNCONN 0      0      @48f0f 9931347            * 0
u_str ESTAB 0      0      * 9928023 * 9928024
`

describe('the unix sockets that ss tells of', () => {
  it('has who is connected to the API, and apart from them what serves nobody', () => {
    const { api, others } = readSockets(sockets)
    expect([...api]).toEqual([
      [9943866, 9942968],
      [9943900, 0],
    ])
    for (const inode of [9928017, 9931386, 9931347, 9928023]) expect(others).toContain(inode)
    expect(others).not.toContain(9943866)
  })
})

const row = (local: string, state: string, inode: number) =>
  `   0: ${local} 0200A8C0:D431 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 00000000ee84c847 100 0 0 10 0`

describe('the connections by TCP', () => {
  const held = new Map([11, 12, 13, 14].map((inode) => [inode, '']))
  const title = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid'

  it('has those alone that the daemon serves: not what it fetches, and not what others serve', () => {
    const table = [
      title,
      row('00000000:0947', '0A', 11),
      row('0100007F:0947', '01', 12),
      row('0100A8C0:D431', '01', 13),
      row('0100007F:0947', '01', 99),
    ]
    expect(servedIn(table.join('\n'), held)).toEqual([12])
  })

  it('has none where it listens nowhere', () => {
    expect(servedIn([title, row('0100007F:0947', '01', 12)].join('\n'), held)).toEqual([])
  })
})
