import { readFile } from 'node:fs/promises'
import { must } from '../hosts/lab/command.ts'
import type { Host } from '../hosts/lab/host.ts'

/** One daemon, asked by turns without a plugin, with the Go stand-in, and with ours. */
const plugins = ['none', 'standin', 'denyusernshost'] as const
type Plugin = (typeof plugins)[number]

const rounds = 3
const requests = 2000

interface Load {
  times: number[]
  seconds: number
}

/** Rows of a table: per number of connections p50, p99 and throughput; then memory and start. */
export async function comparePlugins(host: Host): Promise<string[]> {
  await install(host)
  const rows = ['| plugin | connections | p50 | p99 | requests/s |', '|---|---|---|---|---|']
  for (const connections of [1, 16]) {
    const loads = await measure(host, connections)
    for (const plugin of plugins) rows.push(loadRow(plugin, connections, loads.get(plugin) ?? []))
  }
  rows.push('', '| plugin | resident memory after that | start to first answer |', '|---|---|---|')
  for (const plugin of ['standin', 'denyusernshost']) rows.push(await processRow(host, plugin))
  return rows
}

async function install(host: Host): Promise<void> {
  const program = '/opt/standin'
  await must('go', ['build', '-o', `${host.root}${program}`, 'test/bench/standin.go'], {
    environment: { GO111MODULE: 'off', CGO_ENABLED: '0', GOCACHE: `${host.root}/tmp/go` },
  })
  await host.write('/opt/api-load.cjs', await readFile('test/bench/api-load.cjs', 'utf8'))
  await host.write('/etc/systemd/system/standin.service', `[Service]\nExecStart=${program}\n`)
  await done(host, 'systemctl daemon-reload && systemctl start standin')
}

async function measure(host: Host, connections: number): Promise<Map<Plugin, Load[]>> {
  const loads = new Map<Plugin, Load[]>(plugins.map((plugin) => [plugin, []]))
  for (let round = 0; round < rounds; round++) {
    for (const plugin of plugins) {
      await use(host, plugin)
      await load(host, 200, connections)
      loads.get(plugin)?.push(await load(host, requests, connections))
    }
  }
  return loads
}

/** By a restart: Docker takes another list on a reload too, but goes on telling the old one. */
async function use(host: Host, plugin: Plugin): Promise<void> {
  const list = plugin === 'none' ? '' : `"${plugin}"`
  await done(
    host,
    `sed -i 's/"authorization-plugins": *\\[[^]]*]/"authorization-plugins": [${list}]/' /etc/docker/daemon.json
     systemctl reset-failed docker && systemctl restart docker`,
  )
  const told = await done(host, "docker info -f '{{.Plugins.Authorization}}'")
  if (told.trim() !== (plugin === 'none' ? '[]' : `[${plugin}]`)) {
    throw new Error(`Docker asks ${told}, not ${plugin}`)
  }
}

async function load(host: Host, count: number, connections: number): Promise<Load> {
  return JSON.parse(await done(host, `node /opt/api-load.cjs ${count} ${connections}`)) as Load
}

async function done(host: Host, script: string): Promise<string> {
  const { exitCode, stdout, stderr } = await host.shell(script)
  if (exitCode !== 0) throw new Error(`${script}: ${stderr}`)
  return stdout
}

function loadRow(plugin: Plugin, connections: number, loads: Load[]): string {
  const times = loads.flatMap((one) => one.times).sort((one, other) => one - other)
  const at = (part: number) => `${(times[Math.floor(times.length * part)] ?? NaN).toFixed(2)} ms`
  const seconds = loads.reduce((sum, one) => sum + one.seconds, 0)
  const rate = Math.round(times.length / seconds)
  return `| ${plugin} | ${connections} | ${at(0.5)} | ${at(0.99)} | ${rate} |`
}

async function processRow(host: Host, plugin: string): Promise<string> {
  const memory = await done(
    host,
    `grep VmRSS /proc/$(systemctl show -P MainPID ${plugin}.service)/status | tr -dc 0-9`,
  )
  const start = await done(
    host,
    `systemctl stop ${plugin}.service; begin=$(date +%s%N); systemctl start ${plugin}.service
     until curl -fsS --unix-socket /run/docker/plugins/${plugin}.sock -X POST http://p/Plugin.Activate >/dev/null 2>&1; do :; done
     echo $((($(date +%s%N) - begin) / 1000000))`,
  )
  return `| ${plugin} | ${Math.round(Number(memory) / 1024)} MiB | ${start.trim()} ms |`
}
