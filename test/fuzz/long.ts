// `npm run fuzz [-- COUNT [SEED]]`: a million random requests, judged by the plugin and by Go's own library.
import { fuzz } from './run.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const count = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
const start = performance.now()
const { escaped, allowed, harms } = await fuzz(count, seed)
const seconds = Math.round((performance.now() - start) / 1000)
say(`seed ${seed}: ${count} requests in ${seconds} s, ${allowed} allowed; harm asked for:`)
for (const [harm, times] of [...harms].sort()) say(`  ${harm} ${times}`)
for (const one of escaped.slice(0, 20)) say(`ESCAPED ${JSON.stringify(one)}`)
say(`${escaped.length} escaped`)
process.exitCode = escaped.length === 0 ? 0 : 1
