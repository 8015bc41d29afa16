// `npm run fuzz [-- COUNT [SEED]]`: a million random requests, judged by the plugin and by Go's decoder.
import { fuzz } from './run.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const count = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
const { escaped, allowed, harms } = await fuzz(count, seed)
const harmful = [...harms].map(([harm, times]) => `${harm} ${times}`).join(', ')
say(`seed ${seed}: ${count} requests, ${allowed} allowed; harm asked for: ${harmful}`)
for (const one of escaped.slice(0, 20)) say(`ESCAPED ${JSON.stringify(one)}`)
say(`${escaped.length} escaped`)
process.exitCode = escaped.length === 0 ? 0 : 1
