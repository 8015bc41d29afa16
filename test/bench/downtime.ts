import { readFile } from 'node:fs/promises'
import type { Host } from '../hosts/lab/host.ts'
import { installed } from '../hosts/lab/product.ts'
import { median, type Ratio } from './ratios.ts'

const rounds = 5
const probe = '/root/longest-silence.cjs'

/** For how long Docker gives no answer during an apply that turns the remap on, over a bare restart of the same Docker. */
export async function compareDowntime(host: Host): Promise<Ratio> {
  await host.write(probe, await readFile('test/bench/longest-silence.cjs', 'utf8'))
  const silence = { ours: [] as number[], reference: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    await host.harden('revert', '--yes')
    silence.ours.push(await during(host, `node ${installed} apply --yes`))
    silence.reference.push(await during(host, 'systemctl restart docker && docker version'))
  }
  return {
    name: 'Docker silent during `apply` over the same during `systemctl restart docker`',
    ours: median(silence.ours),
    reference: median(silence.reference),
  }
}

/** In ms. */
async function during(host: Host, command: string): Promise<number> {
  const { stdout, exitCode, stderr } = await host.shell(
    `node ${probe} & probe=$!; sleep 0.5; (${command}) >&2; done=$?; kill $probe; wait $probe; exit $done`,
  )
  if (exitCode !== 0) throw new Error(stderr)
  return Number(stdout)
}
