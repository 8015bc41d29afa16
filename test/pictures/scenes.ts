import { stripVTControlCharacters } from 'node:util'
import type { Finished } from '../hosts/lab/command.ts'
import type { Host } from '../hosts/lab/host.ts'
import { installed } from '../hosts/lab/product.ts'
import type { Picture } from './svg.ts'

/** The README's pictures by the names of their files. */
export type PictureName = 'plan' | 'status' | 'denials'

/** Where they are. */
export const picturesFolder = '.github/pictures'

/** Goes through a story on a fresh host, and returns what was to be seen. */
export async function takePictures(host: Host): Promise<Record<PictureName, Picture>> {
  await setTheScene(host)
  const dryRun = await harden(host, 'apply', '--dry-run')
  const plan = cutTo(dryRun, ["Docker's configuration", 'Docker restart', 'Plan: '])
  await mustPass(host.harden('apply', '--yes', '--accept-empty-data-root'))
  await host.importBusybox()
  // What apply tried itself is not in the picture.
  await mustPass(host.shell('sleep 1; journalctl --rotate && journalctl --vacuum-time=1s'))
  const seen = [
    await asAlice(host, 'docker run --rm --userns=host busybox id'),
    await asAlice(host, 'docker run --rm --name db2 --network=host busybox id'),
    // Last, for Docker keeps its connection for a while, which makes what follows less certain.
    await asAlice(host, 'docker run --rm busybox cat /proc/self/uid_map'),
  ]
  // Whose they were may be known a moment later.
  await mustPass(host.run('sleep', '2'))
  const denials = atSomeTime(await harden(host, 'denials'))
  await mustPass(
    host.shell('gpasswd -a bob docker; sed -i /userns-remap/d /etc/docker/daemon.json'),
  )
  const status = withoutArea(await harden(host, 'status'), "Docker's version")
  return {
    plan: {
      title:
        'The plan of apply --dry-run, in parts: what changes in daemon.json, and the restart of Docker',
      screen: typed('root# npx userns-harden apply --dry-run', plan),
      columns: 122,
    },
    status: {
      title: 'The status of a host on which two things are not as its profile says',
      screen: typed('root# npx userns-harden status', status),
      columns: 122,
    },
    denials: {
      title: 'What a user of the socket is denied and gets, and what denials tells root of it',
      screen: [...seen, typed('root# npx userns-harden denials', denials)].join('\n\n'),
      // Where the longest line can be folded without breaking a word.
      columns: 111,
    },
  }
}

async function setTheScene(host: Host): Promise<void> {
  await host.addGroup('domain users', 70001)
  await host.addUser('alice', 5001, { groups: ['domain users'] })
  await host.addUser('bob', 5002)
  await host.write(
    '/etc/userns-harden/profile.yaml',
    'socketAccess:\n  groups:\n    - domain users\n',
  )
  await host.write('/etc/docker/daemon.json', '{\n  "log-driver": "local"\n}\n')
  await mustPass(host.run('systemctl', 'restart', 'docker.service'))
  await host.importBusybox()
  for (const name of ['web', 'db'])
    await mustPass(host.run('docker', 'run', '-d', '--name', name, 'busybox', 'sleep', '1000'))
}

/** With colours, as on a terminal. */
async function harden(host: Host, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await host.run('env', 'FORCE_COLOR=1', 'node', installed, ...args)
  return stderr + stdout
}

async function asAlice(host: Host, line: string): Promise<string> {
  const { stdout, stderr } = await host.runAs('alice', ...line.split(' '))
  // After Docker's answer its command points to its help, in each version otherwise.
  return typed(`alice$ ${line}`, stdout + stderr.replace(/\n.*/s, ''))
}

function typed(line: string, output: string): string {
  return `\u001b[1m${line}\u001b[22m\n${output.trimEnd()}`
}

async function mustPass(running: Promise<Finished>): Promise<void> {
  const { exitCode, stdout, stderr } = await running
  if (exitCode !== 0) throw new Error(`the story cannot be told:\n${stdout}${stderr}`)
}

const leftOut = '\u001b[2m[…]\u001b[22m'

/** The blocks, parted by empty lines, that begin with one of these; a sign stands for all others. */
function cutTo(screen: string, beginnings: readonly string[]): string {
  const isShown = (block: string) =>
    beginnings.some((words) => stripVTControlCharacters(block).startsWith(words))
  return screen
    .trimEnd()
    .split('\n\n')
    .map((block) => (isShown(block) ? block : leftOut))
    .filter((block, index, all) => block !== leftOut || all[index - 1] !== leftOut)
    .join('\n\n')
}

/** The table of status without the rows of one area, whose bugs are of the release. */
function withoutArea(screen: string, title: string): string {
  let isArea = false
  const lines = screen.split('\n').flatMap((line) => {
    const before = isArea
    const text = stripVTControlCharacters(line)
    if (!text.startsWith(' ')) isArea = text.slice(9).startsWith(title)
    if (isArea) return before ? [] : [leftOut]
    return [line]
  })
  return lines.join('\n')
}

/** What differs from run to run: the time, and the version of Docker's API. */
function atSomeTime(screen: string): string {
  return screen
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '2026-11-24 10:15:00')
    .replaceAll(/\/v1\.\d\d\//g, '/v1.45/')
}
