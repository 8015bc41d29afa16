// `npm run bench`: prints ratios against a stated reference, measured by turns in the same run.
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { cleanUpAll } from '../hosts/lab/clean-up.ts'
import { must } from '../hosts/lab/command.ts'
import { Host } from '../hosts/lab/host.ts'
import { buildImage } from '../hosts/lab/image.ts'
import { installRequirements, whyNoHosts } from '../hosts/lab/requirements.ts'
import { compare, median, rowOf, type Ratio } from './ratios.ts'

const release = 'trixie'
const requests = 2000
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
const why = whyNoHosts()
if (why === undefined) ratios.push(...(await onAHost()))
else say(`SKIPPED what needs a booted host: ${why}`)
say('\n| what | ours | reference | ratio |\n|---|---|---|---|')
ratios.forEach((ratio) => {
  say(rowOf(ratio))
})

async function startUp(): Promise<Ratio> {
  const node = (...args: string[]) => Promise.resolve(spawnSync(process.execPath, args))
  return await compare(
    '`userns-harden --help` over `node -e 0`',
    20,
    () => node('bin/userns-harden.js', '--help'),
    () => node('-e', '0'),
  )
}

async function onAHost(): Promise<Ratio[]> {
  await installRequirements(say)
  await buildImage(release, say)
  const host = await Host.boot(release)
  try {
    await host.addGroup('domain users', 70001)
    await host.write(
      '/etc/userns-harden/profile.yaml',
      'socketAccess: { groups: [domain users] }\n',
    )
    await host.write('/opt/api-latency.cjs', await readFile('test/bench/api-latency.cjs', 'utf8'))
    const without = await latency(host)
    const applied = await host.harden('apply', '--yes')
    if (applied.exitCode !== 0) throw new Error(applied.stderr)
    const latencies = { ours: await latency(host), reference: without }
    return [
      { name: '`GET /containers/json` with the plugin over without', ...latencies },
      await compare(
        '`apply` with nothing to do over `docker info` and the same questions from a shell',
        9,
        () => host.harden('apply', '--yes'),
        () => host.shell(unavoidable),
      ),
    ]
  } finally {
    await cleanUpAll()
  }
}

/** The median, in ms, once Docker and the plugin are warm. */
async function latency(host: Host): Promise<number> {
  const { stdout } = await host.run('node', '/opt/api-latency.cjs', String(requests))
  return median((JSON.parse(stdout) as number[]).slice(requests / 4))
}
