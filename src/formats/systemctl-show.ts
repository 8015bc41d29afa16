import { splitList } from './systemd-words.ts'

/** What systemd says of a unit. */
export interface ShownUnit {
  enabled: boolean
  /** systemd's own word: active, inactive, failed, activating … */
  activeState: string
  /** The unit's file changed after systemd read it. */
  needsReload: boolean
  /** The unit file and its drop-ins, in the order in which they apply. */
  files: string[]
  /** The first ExecStart with its arguments, variables not yet expanded. */
  execStart: string[]
  environment: string[]
  environmentFiles: string[]
  triggeredBy: string[]
  /** Of a socket unit: paths and addresses, as `/run/docker.sock` or `0.0.0.0:2375`. */
  listens: string[]
  mainPid: number
  /** When the main process was started, in ms since the epoch; undefined when none runs. */
  startedAt?: number
}

/**
 * Undefined of a unit that does not exist. Expects `--timestamp=us+utc`.
 *
 * @throws Error where the text is not what `systemctl show` prints
 */
export function parseUnit(text: string): ShownUnit | undefined {
  const properties = parseProperties(text)
  const first = (name: string) => properties.get(name)?.[0] ?? ''
  const words = (name: string) => splitList(first(name))
  if (first('LoadState') === '')
    throw new Error('systemctl show does not say whether there is such a unit')
  if (first('LoadState') === 'not-found') return undefined
  const mainPid = Number(first('MainPID'))
  // The time of the last start is kept when the process is gone.
  const startedAt = mainPid > 0 ? parseTimestamp(first('ExecMainStartTimestamp')) : undefined
  return {
    enabled: first('UnitFileState') === 'enabled',
    activeState: first('ActiveState'),
    needsReload: first('NeedDaemonReload') === 'yes',
    files: [first('FragmentPath'), ...words('DropInPaths')].filter((path) => path !== ''),
    execStart: parseExec(first('ExecStart')),
    environment: words('Environment'),
    environmentFiles: (properties.get('EnvironmentFiles') ?? []).map(withoutRemark),
    triggeredBy: words('TriggeredBy'),
    listens: (properties.get('Listen') ?? []).map(withoutRemark),
    mainPid,
    ...(startedAt !== undefined && { startedAt }),
  }
}

/** A property with several values is printed once for each; an argument may have line breaks, which stay. */
function parseProperties(text: string): Map<string, string[]> {
  const properties = new Map<string, string[]>()
  for (const [, name = '', value = ''] of text.matchAll(
    /^([A-Z][A-Za-z]*)=((?:\{ .*? \}|[^\n]*))$/gms,
  )) {
    if (value !== '') properties.set(name, [...(properties.get(name) ?? []), value])
  }
  return properties
}

/**
 * `{ path=/usr/sbin/dockerd ; argv[]=/usr/sbin/dockerd -H fd:// ; ignore_errors=no ; … }` to its
 * arguments. systemd joins them by spaces and quotes none, so one that holds spaces comes as several.
 */
function parseExec(value: string): string[] {
  const argv = /argv\[\]=(.*) ; ignore_errors=/s.exec(value)?.[1] ?? ''
  return argv.split(' ').filter((word) => word !== '')
}

/** `/etc/default/docker (ignore_errors=yes)`, `/run/docker.sock (Stream)` */
function withoutRemark(value: string): string {
  return value.replace(/ \([A-Za-z_=]+\)$/, '')
}

/** `Mon 2026-11-23 21:35:43.123456 UTC` to ms since the epoch; undefined of none. */
function parseTimestamp(value: string): number | undefined {
  const [, day, time, micro = '0'] =
    /^\w{3} (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d+))? UTC$/.exec(value) ?? []
  if (day === undefined || time === undefined) return undefined
  return Date.parse(`${day}T${time}Z`) + Number(`0.${micro}`) * 1000
}
