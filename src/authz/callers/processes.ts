import { basename } from 'node:path/posix'
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'

/** Something of another process that may be gone by now: undefined then. */
function ifThere<Found>(look: () => Found): Found | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}

export function namesIn(folder: string): string[] {
  return ifThere(() => readdirSync(folder)) ?? []
}

/** The newest first, as far as ids tell: who is looked for has mostly just begun. */
export function processes(): number[] {
  const ids = namesIn('/proc').map(Number)
  return ids.filter(Number.isInteger).sort((one, other) => other - one)
}

/** Root's Docker in this network namespace. What a user starts is not root's, and a Docker in a container is elsewhere. */
export function dockerProcesses(): number[] {
  const here = readlinkSync('/proc/self/ns/net')
  return processes().filter(
    (pid) =>
      ifThere(() => statSync(`/proc/${pid}`).uid) === 0 &&
      basename(programOf(pid) ?? '') === 'dockerd' &&
      ifThere(() => readlinkSync(`/proc/${pid}/ns/net`)) === here,
  )
}

/** The file that a process runs: of a script, its interpreter. */
export function programOf(pid: number): string | undefined {
  return ifThere(() => readlinkSync(`/proc/${pid}/exe`))
}

/** The inodes of a process's sockets, each with a path to it. */
export function socketsOf(pid: number): Map<number, string> {
  const folder = `/proc/${pid}/fd`
  const sockets = new Map<number, string>()
  for (const descriptor of namesIn(folder)) {
    const inode = socketAt(`${folder}/${descriptor}`)
    if (inode !== undefined) sockets.set(inode, `${folder}/${descriptor}`)
  }
  return sockets
}

/** The inode of the socket behind a path in /proc/PID/fd (proc_pid_fd(5): `socket:[2248868]`). */
export function socketAt(path: string): number | undefined {
  const found = /^socket:\[(\d+)\]$/.exec(ifThere(() => readlinkSync(path)) ?? '')
  return found ? Number(found[1]) : undefined
}

/** Whom the kernel has a socket belong to: the account that made it, whoever holds it now (socket(7), sock_i_uid). */
export function ownerAt(path: string): number | undefined {
  return ifThere(() => statSync(path).uid)
}

/** Whether a socket is a unix one: of no other does fdinfo tell how many descriptors wait in it (net/unix/af_unix.c). */
export function isUnixSocket(path: string): boolean {
  const [, pid, descriptor] = /^\/proc\/(\d+)\/fd\/(\d+)$/.exec(path) ?? []
  const about = ifThere(() => readFileSync(`/proc/${pid}/fdinfo/${descriptor}`, 'utf8'))
  return /^scm_fds:/m.test(about ?? '')
}
