import { readFileSync } from 'node:fs'

/** States of a TCP socket, as the kernel's tables have them (include/net/tcp_states.h). */
const established = '01'
const listening = '0A'

/** Of a daemon's sockets, those on which it serves somebody by TCP, who may be on another machine. */
export function servedByTcp(sockets: ReadonlyMap<number, string>): number[] {
  const tables = ['tcp', 'tcp6'].map((name) => readFileSync(`/proc/self/net/${name}`, 'utf8'))
  return servedIn(tables.join('\n'), sockets)
}

/** @param table lines as in proc_pid_net(5), /proc/net/tcp: `0: 0100007F:0947 00000000:0000 0A … inode` */
export function servedIn(table: string, sockets: ReadonlyMap<number, string>): number[] {
  const rows = table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([, local = '', , state, , , , , , inode]) => ({
      port: local.split(':').at(-1),
      state,
      inode: Number(inode),
    }))
    .filter(({ inode }) => sockets.has(inode))
  const ports = new Set(rows.filter(({ state }) => state === listening).map(({ port }) => port))
  return rows
    .filter(({ port, state }) => state === established && ports.has(port))
    .map(({ inode }) => inode)
}
