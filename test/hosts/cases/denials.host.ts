import { expect, it } from 'vitest'
import { documentOf } from '../documents.ts'
import { isThorough, onOneRelease } from '../each-release.ts'
import type { Host } from '../lab/host.ts'
import { installed } from '../lab/product.ts'

interface Caller {
  uid: number
  user?: string
  command?: string
}

interface Denial {
  time: string
  rule: string
  image?: string
  caller?: Caller
  candidates?: Caller[]
  unseen?: number
}

const users = { alice: 5001, bob: 5002, 'UNI\\carol': 5003 }
const everyone = Object.keys(users)

async function now(host: Host): Promise<string> {
  return (await host.shell('sleep 1; date "+%F %T"')).stdout.trim()
}

async function denials(host: Host, since: string): Promise<Denial[]> {
  // Whose they were may be known a moment later.
  await host.shell('sleep 2')
  const asked = await host.harden('denials', '--since', since, '--json')
  return (documentOf(host, 'denials', asked) as { denials: Denial[] }).denials
}

/** With three users who have access, and no other denials than those of apply's own tries. */
async function harden(host: Host): Promise<void> {
  for (const [name, uid] of Object.entries(users)) await host.addUser(name, uid)
  await host.write(
    '/etc/userns-harden/profile.yaml',
    `socketAccess: { users: [alice, bob, 'UNI\\carol'] }`,
  )
  const applied = await host.harden('apply', '--yes')
  expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
}

/** A script that asks for the host's user namespace, for an image that is named after who asks. */
const asks = (user: string, image: string) =>
  `runuser -u '${user}' -- curl -s -o /dev/null --unix-socket /run/docker.sock -H 'Content-Type: application/json' -d '{"Image":"${image}","HostConfig":{"UsernsMode":"host"}}' http://docker/containers/create`

/** Does not wait for the answer: what is sent goes in one piece, and nobody is there when it is read. */
const asksAndLeaves = (user: string) => {
  const body = '{"Image":"gone","HostConfig":{"UsernsMode":"host"}}'
  const head = `POST /containers/create HTTP/1.1\\r\\nHost: d\\r\\nContent-Type: application/json\\r\\nContent-Length: ${body.length}`
  const script = `const s = require("net").connect("/run/docker.sock", () => s.write("${head}\\r\\n\\r\\n" + process.argv[1], () => process.exit()))`
  return `runuser -u '${user}' -- node -e '${script}' '${body}'`
}

onOneRelease('trixie', 'denials', (booted) => {
  it('name whose requests they were: of three users in turn', async () => {
    const { host } = booted
    await harden(host)
    const begin = await now(host)
    // A hundred take a minute, and the ways of other releases are the same but for their ss.
    const many = isThorough || host.release === 'trixie'
    const turns = Array.from({ length: many ? 100 : 12 }, (_, turn) => everyone[turn % 3]!)
    await host.write('/root/turns', turns.map((user) => asks(user, idOf(user))).join('\n'))
    await host.shell('sh /root/turns')
    const found = await denials(host, begin)
    expect(found.map(({ image }) => image).sort()).toEqual(turns.map(idOf).sort())
    for (const { image, caller } of found) {
      const user = everyone.find((name) => idOf(name) === image)
      expect(caller).toEqual({ uid: users[user as keyof typeof users], user, command: 'curl' })
    }
    const { stdout } = await host.harden('denials', '--since', begin, '--by', 'user')
    expect(stdout.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      ...everyone.map((user) => `${user}: ${turns.filter((turn) => turn === user).length}`),
      `${turns.length} denied.`,
    ])
  })

  it('are not put down to whoever happens to be connected when their own caller hides', async () => {
    const { host } = booted
    const begin = await now(host)
    await host.write(
      '/root/hidden',
      [
        'runuser -u bob -- timeout 6 curl -sN --unix-socket /run/docker.sock http://docker/events & sleep 1',
        asks('alice', 'elsewhere').replace('-- curl', '-- unshare --user --net curl'),
        asksAndLeaves('alice'),
        'wait',
      ].join('\n'),
    )
    await host.shell('sh /root/hidden')
    const found = await denials(host, begin)
    expect(found.map(({ image }) => image).sort()).toEqual(['elsewhere', 'gone'])
    for (const { caller } of found) expect(caller).toBeUndefined()
    expect(found.find(({ image }) => image === 'elsewhere')).toMatchObject({
      candidates: [{ user: 'bob', command: 'curl' }],
      unseen: 1,
    })
  })

  it('name their callers also after containers, of which Docker leaves connections open for a while', async () => {
    const { host } = booted
    await host.importBusybox()
    const begin = await now(host)
    await host.runAs('alice', 'docker', 'run', '--rm', 'busybox', 'true')
    await host.runAs('bob', 'docker', 'create', '--userns=host', 'busybox')
    // What Docker does meanwhile may have it collect its memory, and nothing would be certain.
    await host.run('sleep', '2')
    await host.shell(asksAndLeaves('alice'))
    const found = await denials(host, begin)
    expect(found.map(({ caller }) => caller?.user)).toEqual(['bob', undefined])
  })
})

onOneRelease('trixie', 'denials of a host', (booted) => {
  it('are empty at first', async () => {
    await harden(booted.host)
    expect((await booted.host.harden('denials', '--since', await now(booted.host))).stdout).toBe(
      'Nothing was denied.\n',
    )
  })

  it('name all who may have been it where several act at once, and never another alone', async () => {
    const { host } = booted
    const begin = await now(host)
    const loops = everyone.map(
      (user) => `{ for i in 1 2 3 4 5 6 7 8 9 10; do ${asks(user, idOf(user))}; done; } &`,
    )
    await host.write('/root/at-once', `${loops.join('\n')}\nwait\n`)
    await host.shell('sh /root/at-once')
    const found = await denials(host, begin)
    expect(found.length).toBe(30)
    const told = found.map(({ image, caller, candidates = [] }) => {
      const named = caller ? [caller] : candidates
      return named.some(({ user }) => user !== undefined && idOf(user) === image)
    })
    expect(told).toEqual(Array.from(found, () => true))
    expect(found.filter(({ candidates }) => candidates).length).toBeGreaterThan(0)
  })

  it('are told by rule, with time and subject, and as JSON', async () => {
    const { host } = booted
    const begin = await now(host)
    expect((await host.harden('denials', '--since', begin)).stdout).toBe('Nothing was denied.\n')
    await host.runAs('alice', 'docker', 'create', '--name', 'x', '--privileged', 'busybox')
    await host.runAs('alice', 'docker', 'create', '--userns=host', 'busybox')
    await host.runAs('alice', 'docker', 'create', '--userns=host', 'debian')
    const found = await denials(host, begin)
    expect(found).toMatchObject([
      { rule: 'privileged', method: 'POST', container: 'x', image: 'busybox' },
      { rule: 'usernsHost', image: 'busybox' },
      { rule: 'usernsHost', image: 'debian' },
    ])
    expect(found[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    const { stdout } = await host.harden('denials', '--since', begin)
    expect(stdout.split('\n')[0]).toBe('usernsHost: 2')
    expect(stdout).toContain('privileged: 1')
    expect(stdout).toContain('3 denied.')
  })

  it('are told as they come', async () => {
    const { host } = booted
    const followed = await host.shell(`
      node ${installed} denials --follow --json > /root/followed & pid=$!
      until pidof journalctl; do sleep 0.1; done >/dev/null; sleep 1
      runuser -u alice -- docker create --pid=host busybox >/dev/null
      for look in $(seq 100); do [ -s /root/followed ] && break; sleep 0.1; done
      sleep 1; kill $pid; wait; cat /root/followed`)
    const lines = followed.stdout.trim().split('\n')
    const documents = lines.map((stdout) => documentOf(host, 'denials-follow', { stdout }))
    expect(documents).toMatchObject([{ version: 1, rule: 'hostNamespaces' }])
  })

  it('are not told to be none where they cannot be seen', async () => {
    const unseen = await booted.host.runAs('alice', ...['node', installed, 'denials'])
    expect(unseen).toMatchObject({ exitCode: 3, stdout: '' })
    const { host } = booted
    const unclear = await host.harden('denials', '--since', 'the day before', '--json')
    expect(unclear).toMatchObject({ exitCode: 3, stderr: '' })
    expect(documentOf(host, 'denials', unclear)).toMatchObject({
      failure: { problems: [{ code: 'journal-not-read' }] },
    })
  })

  it('are denials all the same where nobody sees whose they were, and wait for that no longer than 3 s', async () => {
    const { host } = booted
    const begin = await now(host)
    await host.shell('systemctl stop denyusernshost-callers.socket')
    const asked = await host.shell(`${asks('alice', 'unseen')} -w '%{http_code} %{time_total}'`)
    expect(asked.stdout).toMatch(/^403 0\./)
    await host.shell(
      'systemctl start denyusernshost-callers.socket; systemctl start denyusernshost-callers.service; kill -STOP $(systemctl show -P MainPID denyusernshost-callers.service)',
    )
    const slow = await host.shell(`${asks('alice', 'unseen')} -w '%{http_code} %{time_total}'`)
    expect(slow.stdout).toMatch(/^403 [12]\./)
    const ping =
      "curl -s -o /dev/null -w '%{http_code} %{time_total}' --unix-socket /run/docker.sock http://docker/version"
    const beside = await host.shell(`${asks('alice', 'unseen')} & sleep 0.3; ${ping}; wait`)
    expect(beside.stdout).toMatch(/^200 0\.[0-4]/)
    const found = await denials(host, begin)
    expect(found.length).toBe(3)
    for (const denial of found) expect(denial).not.toHaveProperty('caller')
  })
})

function idOf(user: string): string {
  return `u${users[user as keyof typeof users]}`
}
