import type { Host } from './host.ts'

/** A line a file and a unit: two of them differ where the host was changed. */
export type Snapshot = readonly string[]

/** What apply could touch, with content, mode, owner and time of change; and since when each unit is what it is. */
const script = `
find /etc /usr/local /run/docker.sock /run/docker/plugins -printf '%p %y %m %U:%G %T@ %C@ %l\\n' 2>/dev/null | sort
find /etc /usr/local -type f -exec sha256sum {} + | sort -k 2
systemctl list-unit-files --no-legend --no-pager | grep -v '^run-'
for unit in docker.service docker.socket denyusernshost.service denyusernshost.socket docker-setfacl.service; do
  systemctl show -p Id,ActiveState,InvocationID,ActiveEnterTimestampMonotonic,MainPID,NRestarts $unit | tr '\\n' ' '; echo
done
getfacl -n /run/docker.sock 2>/dev/null
docker ps --no-trunc --format '{{.ID}}' 2>/dev/null
ls -a /var/lib/userns-harden 2>/dev/null || true
`

export async function snapshot(host: Host): Promise<Snapshot> {
  const { stdout } = await host.shell(script)
  return stdout.split('\n')
}
