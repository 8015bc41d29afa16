import { cleanUpAll } from './lab/clean-up.ts'
import { Host } from './lab/host.ts'
import { buildImage } from './lab/image.ts'
import { removeOrphans } from './lab/place.ts'
import { installRequirements, whyNoHosts } from './lab/requirements.ts'
import type { Finished } from './lab/command.ts'

const release = 'trixie'
const keep = process.argv.includes('--keep')

const say = (text: string) => {
  process.stdout.write(`${text}\n`)
}

const why = whyNoHosts()
if (why === undefined) await demonstrate()
else {
  say(`The demo boots a throw-away Debian host, and that is not possible here: ${why}.`)
  say('Run it as root on Debian: sudo npm run demo')
  process.exitCode = 1
}

async function demonstrate(): Promise<void> {
  await installRequirements(say)
  await removeOrphans()
  await buildImage(release, say)
  say(`Booting a throw-away host (${release}) …`)
  const host = await Host.boot(release)
  try {
    await harden(host)
    if (keep) await keepUntilStopped(host)
  } finally {
    await cleanUpAll()
  }
  say('\nThe host is thrown away.')
}

async function harden(host: Host): Promise<void> {
  await host.addGroup('domain users', 70001)
  await host.addUser('alice', 5001, { groups: ['domain users'] })
  await host.write(
    '/etc/userns-harden/profile.yaml',
    'socketAccess:\n  groups:\n    - domain users\n',
  )
  show(
    'root',
    'cat /etc/userns-harden/profile.yaml',
    await host.run('cat', '/etc/userns-harden/profile.yaml'),
  )
  show('alice', 'docker ps', await host.runAs('alice', 'docker', 'ps'))
  show('root', 'npx userns-harden apply --dry-run', await host.npx('apply', '--dry-run'))
  const applied = await host.npx('apply', '--yes')
  // The plan was shown by the dry run already.
  const [, outcome = ''] = applied.stdout.split(/\nPlan: .*\n(?:.*\n)?\n/)
  show('root', 'npx userns-harden apply --yes', { ...applied, stdout: outcome })
  await host.importBusybox()
  const run = ['docker', 'run', '--rm']
  show(
    'alice',
    'docker run --rm busybox cat /proc/self/uid_map',
    await host.runAs('alice', ...run, 'busybox', 'cat', '/proc/self/uid_map'),
  )
  show(
    'alice',
    'docker run --rm --userns=host busybox id',
    await host.runAs('alice', ...run, '--userns=host', 'busybox', 'id'),
  )
  show('root', 'npx userns-harden apply --yes', await host.npx('apply', '--yes'))
}

function show(user: string, command: string, { stdout, stderr }: Finished): void {
  say(`\n${user}$ ${command}`)
  process.stdout.write(stderr + stdout)
}

async function keepUntilStopped(host: Host): Promise<void> {
  say(`\nThe host stays up until Ctrl-C. A shell on it, in another terminal:`)
  say(`  sudo nsenter -t ${host.pid} -a bash -l`)
  say(`  sudo nsenter -t ${host.pid} -a runuser -u alice -- sh`)
  await new Promise<never>(() => {
    // A promise alone keeps no process alive.
    setInterval(() => undefined, 1 << 30)
  })
}
