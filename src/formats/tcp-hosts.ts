import { flagValues } from './docker-flags.ts'

export interface ApiSettings {
  flags: readonly string[]
  /** daemon.json, as read. */
  settings: Readonly<Record<string, unknown>>
}

/** The addresses by which dockerd is told to listen on the network; one without a scheme is TCP (moby opts/hosts.go). */
export function tcpHosts({ flags, settings }: ApiSettings): string[] {
  const inFile = Array.isArray(settings.hosts) ? settings.hosts.map(String) : []
  return [...flagValues(flags, ['-H', '--host']), ...inFile].filter(
    (host) => host !== '' && !/^(unix|fd|npipe):\/\//.test(host),
  )
}

/**
 * Whether whoever connects must show a certificate: with tlsverify, or with tls, which it goes by where it is not
 * given itself (moby daemon/command/daemon.go, loadDaemonCliConfig and newAPIServerTLSConfig). DOCKER_TLS_VERIFY alone does not.
 */
export function asksForCertificates({ flags, settings }: ApiSettings): boolean {
  const verify = setting({ flags, settings }, 'tlsverify')
  return verify ?? setting({ flags, settings }, 'tls') ?? false
}

function setting({ flags, settings }: ApiSettings, name: string): boolean | undefined {
  const flag = flags.findLast((one) => new RegExp(`^--?${name}(=|$)`).test(one))
  // strconv.ParseBool, which pflag reads switches with.
  if (flag !== undefined) return !flag.includes('=') || /=(1|t|T|true|TRUE|True)$/.test(flag)
  const inFile = settings[name]
  return typeof inFile === 'boolean' ? inFile : undefined
}
