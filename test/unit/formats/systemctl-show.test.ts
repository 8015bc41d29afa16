import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseUnit } from '../../../src/formats/systemctl-show.ts'

/** What real systemctls printed; the number in a file's name is systemd's version. */
function shown(name: string): string {
  return readFileSync(new URL(`fixtures/systemctl-show/${name}.txt`, import.meta.url), 'utf8')
}

const dockerd = ['/usr/sbin/dockerd', '-H', 'fd://']

describe('parseUnit', () => {
  it('reads a running service', () => {
    expect(parseUnit(shown('docker-running-252'))).toEqual({
      enabled: true,
      activeState: 'active',
      needsReload: false,
      files: ['/lib/systemd/system/docker.service'],
      execStart: [...dockerd, '--containerd=/run/containerd/containerd.sock', '$DOCKER_OPTS'],
      environment: [],
      environmentFiles: ['/etc/default/docker'],
      listens: [],
      triggeredBy: ['docker.socket'],
      mainPid: 341,
      startedAt: Date.UTC(2026, 10, 23, 22, 31, 45) + 693.759,
    })
  })

  it('reads odd file names, quoted variables and arguments over several lines', () => {
    const unit = parseUnit(shown('docker-odd-drop-ins-252'))
    expect(unit).toMatchObject({
      activeState: 'inactive',
      files: [
        '/lib/systemd/system/docker.service',
        '/etc/systemd/system/docker.service.d/10 odd "name.conf',
        '/etc/systemd/system/docker.service.d/20.conf',
      ],
      execStart: [...dockerd, '--label', 'a\nb', '$DOCKER_OPTS'],
      environment: [
        'A=one two',
        'B=plain',
        'C=back\\slash',
        'D=quo"te',
        'F=tab\there',
        'G=müller',
        'H=',
      ],
      environmentFiles: ['/etc/default/docker', '/etc/default/x y'],
    })
    expect(unit).not.toHaveProperty('startedAt')
  })

  it('says that a newer unit file is not read yet, and of a failed service no start', () => {
    const unit = parseUnit(shown('docker-needs-reload-262'))
    expect(unit).toMatchObject({ needsReload: true, activeState: 'failed', mainPid: 0 })
    expect(unit).not.toHaveProperty('startedAt')
  })

  it('reads a unit that has no process', () => {
    expect(parseUnit(shown('docker-socket-252'))).toMatchObject({
      enabled: true,
      activeState: 'active',
      execStart: [],
      mainPid: 0,
    })
  })

  it('tells what a socket unit listens on', () => {
    const listens = 'Listen=/run/docker.sock (Stream)\nListen=127.0.0.1:2375 (Stream)\n'
    const unit = parseUnit(`LoadState=loaded\n${listens}`)
    expect(unit?.listens).toEqual(['/run/docker.sock', '127.0.0.1:2375'])
  })

  it('knows a unit that is not there', () => {
    expect(parseUnit(shown('not-found-252'))).toBeUndefined()
  })

  it('does not take silence for a unit', () => {
    expect(() => parseUnit('')).toThrow('systemctl show')
  })
})
