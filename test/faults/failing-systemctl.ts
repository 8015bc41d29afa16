import type { Host } from '../hosts/lab/host.ts'

/** Stands before the real one in the product's path, and fails once, or from some call on for good. */
const stand = `#!/bin/sh
case "$1" in show|is-*|reset-failed) exec /usr/bin/systemctl "$@";; esac
number=$(($(cat /run/fault/count) + 1))
echo $number >/run/fault/count
echo "$*" >>/run/fault/calls
if [ $number -ge $(cat /run/fault/from) ] && [ $number -le $(cat /run/fault/to) ]; then
  echo 'Failed to do it: injected fault' >&2
  exit 1
fi
exec /usr/bin/systemctl "$@"
`

/** Has the calls of systemctl that change something fail from one to another, counted from 1. */
export async function failSystemctl(host: Host, from: number, to = from): Promise<void> {
  await host.shell(
    `rm -rf /run/fault; mkdir /run/fault; echo 0 >/run/fault/count; echo ${from} >/run/fault/from; echo ${to} >/run/fault/to`,
  )
  await host.write('/usr/sbin/systemctl', stand, 0o755)
}

/** Ends it, and returns the calls that were made. */
export async function mendSystemctl(host: Host): Promise<string[]> {
  const { stdout } = await host.shell(
    'rm /usr/sbin/systemctl; cat /run/fault/calls; rm -r /run/fault',
  )
  return stdout.split('\n').filter((line) => line !== '')
}
