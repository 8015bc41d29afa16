import { once } from 'node:events'
import { boot, type Booted } from './boot.ts'
import { must, run, type Finished } from './command.ts'
import { onExit } from './clean-up.ts'
import type { Layer } from './layer.ts'
import { addressIn } from './network.ts'
import { killBooted, makePlace, removePlace, type Place } from './place.ts'
import { installed, installNpm, installProduct, packedProduct } from './product.ts'
import type { Release } from './releases.ts'
import { snapshot, type Snapshot } from './snapshot.ts'

/** systemd-nspawn's status when the host asked for a reboot (systemd-nspawn(1), --keep-unit). */
const wantsReboot = 133

/** What a host is before it is booted. */
interface Beginning {
  /** What it has beyond the base image. */
  layer?: Layer
  /** What is done to its file system. */
  prepare?: (root: string) => Promise<void>
}

/** A real Debian host with Docker, booted for a test and thrown away after it. */
export class Host {
  private constructor(
    readonly release: Release,
    private readonly place: Place,
    private booted: Booted,
    private readonly forget: () => void,
  ) {}

  /** Boots a fresh host, with the packed product on it. */
  static async boot(release: Release, { layer, prepare }: Beginning = {}): Promise<Host> {
    const tarball = await packedProduct()
    const place = await makePlace(release, layer)
    const remove = async () => {
      await killBooted(place)
      await removePlace(place)
    }
    const forget = onExit(remove)
    try {
      await installProduct(place.root, tarball)
      await prepare?.(place.root)
      return new Host(release, place, await boot(place, release), forget)
    } catch (error) {
      await remove()
      forget()
      throw error
    }
  }

  async dispose(): Promise<void> {
    await killBooted(this.place)
    await removePlace(this.place)
    this.forget()
  }

  /** The host's PID 1, for `nsenter -t PID -a`. */
  get pid(): number {
    return this.booted.pid
  }

  /** Where its file system is on this machine. */
  get root(): string {
    return this.place.root
  }

  get address(): string {
    return addressIn(this.place.network)
  }

  async run(command: string, ...args: string[]): Promise<Finished> {
    return await this.enter([command, ...args])
  }

  async shell(script: string): Promise<Finished> {
    return await this.enter(['sh', '-c', script])
  }

  async runAs(user: string, ...command: string[]): Promise<Finished> {
    return await this.enter(['runuser', '-u', user, '--', ...command])
  }

  /** A request to the Docker API, as a user, with curl and these of its arguments. */
  async ask(user: string, ...args: string[]): Promise<string> {
    const curl = ['curl', '-sS', '--path-as-is', '--unix-socket', '/run/docker.sock']
    return (await this.runAs(user, ...curl, ...args)).stdout
  }

  /** Runs the product from where its tarball was unpacked. */
  async harden(...args: string[]): Promise<Finished> {
    return await this.enter(['node', installed, ...args])
  }

  /** Runs it as the README says, from the tarball. */
  async npx(...args: string[]): Promise<Finished> {
    await installNpm(this.root)
    const npx = '/opt/npm/bin/npx-cli.js'
    const from = ['--yes', '--package=/opt/userns-harden.tgz', '--', 'userns-harden']
    return await this.enter(['node', npx, ...from, ...args])
  }

  async write(path: string, text: string, mode = 0o644): Promise<void> {
    const script = 'mkdir -p "$(dirname "$1")" && cat > "$1" && chmod "$2" "$1"'
    const args = ['sh', '-ec', script, 'sh', path, mode.toString(8)]
    await must('nsenter', [...this.enterArgs(), ...args], { input: text })
  }

  async read(path: string): Promise<string> {
    return await must('nsenter', [...this.enterArgs(), 'cat', path])
  }

  async snapshot(): Promise<Snapshot> {
    return await snapshot(this)
  }

  /** As a directory service would give it: useradd refuses such names. */
  async addGroup(name: string, gid: number): Promise<void> {
    await this.append('/etc/group', `${name}:x:${gid}:\n`)
  }

  async addUser(name: string, uid: number, { groups = [] as string[] } = {}): Promise<void> {
    await this.append('/etc/passwd', `${name}:x:${uid}:${uid}::/home/${name}:/bin/sh\n`)
    await this.append('/etc/group', `${name}:x:${uid}:\n`)
    await must('nsenter', [
      ...this.enterArgs(),
      'install',
      '-d',
      '-o',
      String(uid),
      `/home/${name}`,
    ])
    for (const group of groups) await this.join(name, group)
  }

  async reboot(): Promise<void> {
    const { nspawn } = this.booted
    const left = once(nspawn, 'exit')
    await this.run('systemctl', 'reboot')
    const [status] = (await left) as [number]
    if (status !== wantsReboot) throw new Error(`the host left with status ${status}`)
    this.booted = await boot(this.place, this.release)
    // Up means started: Docker is waited for by asking it.
    await this.run('docker', 'version')
  }

  private async join(user: string, group: string): Promise<void> {
    const lines = (await this.read('/etc/group')).split('\n').map((line) => {
      const [name, , , members = ''] = line.split(':')
      return name === group ? `${line}${members === '' ? '' : ','}${user}` : line
    })
    await this.write('/etc/group', lines.join('\n'))
  }

  private async append(path: string, text: string): Promise<void> {
    await this.write(path, (await this.read(path)) + text)
  }

  /** Makes the image `busybox` in Docker's present data root: no registry can be reached. */
  async importBusybox(): Promise<void> {
    const script =
      'mkdir -p /tmp/b/bin /tmp/b/tmp && cp /bin/busybox /tmp/b/bin && for a in sh cat sleep true id ls; do ln -s busybox /tmp/b/bin/$a; done' +
      ' && tar -C /tmp/b -c . | docker import - busybox && rm -r /tmp/b'
    const { exitCode, stderr } = await this.shell(script)
    if (exitCode === 0) return
    const journal = await this.shell('journalctl --no-pager -n 30 -u docker -u containerd')
    throw new Error(`docker import: ${stderr}${journal.stdout}`)
  }

  private async enter(command: string[]): Promise<Finished> {
    return await run('nsenter', [...this.enterArgs(), ...command])
  }

  private enterArgs(): string[] {
    const environment = [
      'env',
      '-i',
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ]
    return ['-t', String(this.pid), '-a', '--', ...environment, 'HOME=/root', 'LANG=C.UTF-8']
  }
}
