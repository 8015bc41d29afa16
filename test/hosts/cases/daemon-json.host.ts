import { expect, it } from 'vitest'
import { onOneRelease } from '../each-release.ts'

const byHand =
  '{\t"log-driver" : "json-file",\r\n\t\t"log-opts": {"max-size":"10m"} ,\r\n' +
  '\t"authorization-plugins": [  ],\r\n\t"debug":false}'

onOneRelease('bookworm', 'a daemon.json written by hand', (booted) => {
  it('keeps everything else to the byte, with its mode and its link', async () => {
    const { host } = booted
    await host.shell('mkdir -p /etc/docker /srv/config')
    await host.write('/srv/config/daemon.json', byHand, 0o640)
    await host.shell('ln -s /srv/config/daemon.json /etc/docker/daemon.json')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })

    const text = await host.read('/srv/config/daemon.json')
    expect(without(text, byHand)).not.toBeUndefined()
    expect(JSON.parse(text)).toEqual({
      'log-driver': 'json-file',
      'log-opts': { 'max-size': '10m' },
      'authorization-plugins': ['denyusernshost'],
      debug: false,
      'userns-remap': 'default',
      builder: {
        entitlements: { 'network-host': false, 'security-insecure': false, device: false },
      },
    })
    const link = await host.shell(
      'readlink /etc/docker/daemon.json; stat -c %a /srv/config/daemon.json',
    )
    expect(link.stdout).toBe('/srv/config/daemon.json\n640\n')
  })

  it('keeps its old text in the record', async () => {
    const { stdout } = await booted.host.shell('head -1 /var/lib/userns-harden/*.jsonl')
    expect(stdout).toContain(JSON.stringify(byHand).slice(1, -1))
  })

  it('is what Docker uses', async () => {
    const { stdout } = await booted.host.run(
      'docker',
      'info',
      '--format',
      '{{.LoggingDriver}} {{.SecurityOptions}} {{.Plugins.Authorization}}',
    )
    expect(stdout).toContain('json-file')
    expect(stdout).toContain('name=userns')
    expect(stdout).toContain('[denyusernshost]')
  })
})

/** What was inserted, when the longer text is the shorter one with insertions only. */
function without(longer: string, shorter: string): string | undefined {
  let at = 0
  let inserted = ''
  for (const character of longer) {
    if (character === shorter[at]) at += 1
    else inserted += character
  }
  return at === shorter.length ? inserted : undefined
}
