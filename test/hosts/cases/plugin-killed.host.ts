import { expect, it } from 'vitest'
import { onOneRelease } from '../each-release.ts'

const kills = 6
const clients = 4
const requestsEach = 60

/**
 * Clients that ask all the time, half of them for what is not allowed, in one shell on the host: a line a
 * request with its status and its duration in ms.
 */
const load = `
cd /srv
ask() {
  curl -sS -o answer.$1.$2 -w '%{http_code} %{time_total}\\n' --unix-socket /run/docker.sock \\
    -H 'Content-Type: application/json' "$3" -d "$4" http://docker/containers/create 2>&1
}
for client in $(seq ${clients}); do
  for n in $(seq ${requestsEach}); do
    if [ $((n % 2)) = 0 ]
    then echo "allowed $(curl -sS -o /dev/null -w '%{http_code} %{time_total}' --unix-socket /run/docker.sock http://docker/containers/json)"
    else echo "denied $(curl -sS -o /dev/null -w '%{http_code} %{time_total}' --unix-socket /run/docker.sock -H 'Content-Type: application/json' -d '{"Image":"busybox","HostConfig":{"UsernsMode":"host"}}' http://docker/containers/create)"
    fi
  done &
done
for n in $(seq ${kills}); do
  sleep 0.3
  until systemctl is-active --quiet denyusernshost.service; do sleep 0.05; done
  systemctl kill --signal=SIGKILL denyusernshost.service
done
wait
`

onOneRelease('bookworm', 'a plugin that is killed again and again under load', (booted) => {
  it('lets nothing through unjudged, and fails nothing for longer than its restart', async () => {
    const { host } = booted
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    const { stdout } = await host.shell(load)
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
    expect(answers).toHaveLength(clients * requestsEach)

    const unjudged = answers.filter(([kind, status]) => kind === 'denied' && status === '201')
    expect(unjudged).toEqual([])
    // What was in the plugin's hands when it died may be denied; no more than one a client and kill.
    const lost = answers.filter(([kind, status]) => kind === 'allowed' && status !== '200')
    expect(lost.length).toBeLessThanOrEqual(clients * kills)
    const slowest = Math.max(...answers.map(([, , seconds]) => Number(seconds)))
    expect(slowest).toBeLessThan(5)

    const restarts = await host.run(
      'systemctl',
      'show',
      '-P',
      'NRestarts',
      'denyusernshost.service',
    )
    expect(Number(restarts.stdout)).toBe(kills)
  })
})
