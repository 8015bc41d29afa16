/** The first descriptor that systemd hands over (sd_listen_fds(3)). */
const firstDescriptor = 3

/**
 * The listening socket that systemd passed to this very process.
 * @throws Error when there is not exactly one
 */
export function passedSocket(environment: NodeJS.ProcessEnv, pid: number): number {
  const { LISTEN_PID, LISTEN_FDS } = environment
  if (LISTEN_PID !== String(pid) || LISTEN_FDS !== '1') {
    throw new Error(
      'denyusernshost answers on a socket that systemd passes to it, and cannot be started by hand: systemctl start denyusernshost.socket',
    )
  }
  return firstDescriptor
}
