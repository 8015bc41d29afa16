// `npm run bench`: prints ratios against a stated reference, measured by turns in the same run.
import { spawnSync } from 'node:child_process'
import { cleanUpAll } from '../hosts/lab/clean-up.ts'
import { must } from '../hosts/lab/command.ts'
import { Host } from '../hosts/lab/host.ts'
import { buildImage } from '../hosts/lab/image.ts'
import { installRequirements, whyNoHosts } from '../hosts/lab/requirements.ts'
import { compareDowntime } from './downtime.ts'
import { compareFleet, releases } from './fleet.ts'
import { comparePlugins } from './plugins.ts'
import { compare, rowOf, type Ratio } from './ratios.ts'

const release = 'trixie'
/** What an apply that has nothing to do cannot do without: the same questions, asked by a shell. */
const unavoidable = [
  'docker info',
  'systemctl show docker.service denyusernshost.service denyusernshost.socket docker-setfacl.service',
  'getent group "domain users"',
  'getfacl -n /run/docker.sock',
  'node --version',
  'sha256sum /usr/local/sbin/denyusernshost',
].join(' >/dev/null; ')

const say = (line: string) => {
  process.stdout.write(`${line}\n`)
}

await must('npm', ['run', '--silent', 'build'])
const ratios = [await startUp()]
let ofPlugins: string[] = []
const why = whyNoHosts()
if (why === undefined) await onAHost().then(onAFleet).finally(cleanUpAll)
else say(`SKIPPED what needs a booted host: ${why}`)
say('\n| what | ours | reference | ratio |\n|---|---|---|---|')
ratios.forEach((ratio) => {
  say(rowOf(ratio))
})
if (ofPlugins.length > 0) say(`\n${ofPlugins.join('\n')}`)

async function startUp(): Promise<Ratio> {
  const node = (...args: string[]) => Promise.resolve(spawnSync(process.execPath, args))
  return await compare(
    '`userns-harden --help` over `node -e 0`',
    20,
    () => node('bin/userns-harden.js', '--help'),
    () => node('-e', '0'),
  )
}

async function onAHost(): Promise<void> {
  await installRequirements(say)
  await buildImage(release, say)
  const host = await Host.boot(release)
  try {
    await host.addGroup('domain users', 70001)
    await host.write(
      '/etc/userns-harden/profile.yaml',
      'socketAccess: { groups: [domain users] }\n',
    )
    const applied = await host.harden('apply', '--yes')
    if (applied.exitCode !== 0) throw new Error(applied.stderr)
    ratios.push(
      await compare(
        '`apply` with nothing to do over `docker info` and the same questions from a shell',
        9,
        () => host.harden('apply', '--yes'),
        () => host.shell(unavoidable),
      ),
    )
    ratios.push(await compareDowntime(host))
    ofPlugins = await comparePlugins(host)
  } finally {
    await host.dispose()
  }
}

async function onAFleet(): Promise<void> {
  for (const one of releases) await buildImage(one, say)
  ratios.push(...(await compareFleet()))
}
