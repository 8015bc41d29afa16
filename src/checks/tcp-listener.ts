import { asksForCertificates, tcpHosts } from '../formats/tcp-hosts.ts'
import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import { forbids, type Check } from './check.ts'
import { daemonSettings } from './daemon-settings.ts'

/**
 * An API on the network that asks nobody for a certificate is root for all who reach it, whatever the rights on the
 * socket are. On the loopback address too: every user of the host, and every page in a browser on it.
 */
export const tcpListener: Check = async (host, profile) => {
  const { service } = profile.docker
  const daemon = await daemonSettings(host, profile)
  if (!daemon || asksForCertificates(daemon)) return []
  const told = tcpHosts(daemon)
  const sockets = await networkSockets(host, service)
  if (told.length + sockets.length === 0) return []
  return [
    forbids({
      code: 'tcp-without-tls',
      what: `Docker listens on the network for everyone: ${[...told, ...sockets.map(({ address }) => address)].join(', ')}. Whoever reaches that needs no rights on the socket.`,
      where:
        sockets[0]?.unit ??
        (told.some((one) => daemon.flags.join(' ').includes(one))
          ? service
          : profile.docker.daemonConfig),
      remedies: [
        ...(told.length > 0
          ? [
              `Take it out of "hosts" in ${profile.docker.daemonConfig}, or -H out of the unit (systemctl cat ${service}; /etc/default/docker).`,
            ]
          : []),
        ...sockets.map(({ unit }) => `Take the ListenStream out: systemctl edit ${unit}`),
        'From elsewhere use ssh, which asks who it is: docker -H ssh://USER@HOST',
        'Or have Docker ask for certificates: https://docs.docker.com/engine/security/protect-access/',
      ],
    }),
  ]
}

/** With `-H fd://` Docker takes what systemd listens on: a drop-in of its socket unit may add an address. */
async function networkSockets(
  host: HostReader,
  service: string,
): Promise<{ unit: string; address: string }[]> {
  const triggers = valueOf(await host.unit(service))?.triggeredBy ?? []
  const found = await Promise.all(
    triggers
      .filter((unit) => unit.endsWith('.socket'))
      .map(async (unit) => {
        const listens = valueOf(await host.unit(unit))?.listens ?? []
        return listens.filter((one) => !one.startsWith('/')).map((address) => ({ unit, address }))
      }),
  )
  return found.flat()
}
