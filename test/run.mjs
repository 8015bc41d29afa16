// `npm test`: lint, types, unit tests, then scenarios on booted hosts. On a machine that has only Node and root
// it installs what it needs. Its last line is `N passed, N failed`.
//
//   npm test                        everything
//   npm test -- unit                all but the hosts
//   npm test -- hosts trixie names  hosts alone; a release and parts of scenarios' names narrow it
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [what = 'all', ...narrow] = process.argv.slice(2)
const scratch = mkdtempSync(join(tmpdir(), 'userns-harden-test-'))
const tally = { passed: 0, failed: 0 }

// Ctrl-C ends the child at work, and not the clearing away that follows it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {})

try {
  if (!existsSync('node_modules')) must('npm', ['ci', '--no-audit', '--no-fund'])
  // A minute and more on a machine without images, much of it spent on the network.
  const prepared = prepareHosts()
  if (what !== 'hosts') {
    check('lint', 'npm', ['run', '--silent', 'lint'])
    check('types', 'npm', ['run', '--silent', 'types'])
  }
  check('build', 'npm', ['run', '--silent', 'build'])
  // Unit tests read ACLs of real files too.
  const lab = await prepared
  if (what !== 'hosts') vitest('unit', 'vitest.config.ts', [])
  if (what !== 'unit' && lab) {
    vitest(
      'hosts',
      'vitest.hosts.config.ts',
      narrow.filter((word) => !isRelease(word)),
    )
    check('nothing is left behind', 'npx', ['tsx', 'test/hosts/lab/left-behind.ts'])
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1
console.log(`\n${tally.passed} passed, ${tally.failed} failed`)

/** Installs and builds what hosts need; says plainly why there are none where there can be none. */
async function prepareHosts() {
  const args = ['tsx', 'test/hosts/lab/prepare.ts', ...narrow.filter(isRelease)]
  const preparing = spawn('npx', args, { stdio: ['ignore', 'inherit', 'inherit'] })
  const [status] = await once(preparing, 'close')
  // sysexits(3), EX_UNAVAILABLE: not here, which prepare.ts has told.
  if (status === 69) return false
  count('hosts can be booted', status === 0)
  return status === 0
}

function vitest(name, config, filters) {
  const file = join(scratch, `${name}.json`)
  const releases = narrow.filter(isRelease).join(',')
  const args = ['vitest', 'run', '--config', `.config/${config}`, ...filters]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const environment = { ...process.env, ...(releases && { RELEASES: releases }) }
  if (name === 'hosts') environment.PRODUCT = pack()
  const { status } = run('npx', [...args, ...reporters], environment)
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  if (!report && name === 'hosts') run('npx', ['tsx', 'test/hosts/lab/remove-orphans.ts'])
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = report ?? {}
  tally.passed += numPassedTests
  // A host that does not boot leaves its tests neither passed nor failed.
  const unfinished = name === 'hosts' ? numPendingTests : 0
  tally.failed += numFailedTests + unfinished
  if (status !== 0 && numFailedTests + unfinished === 0)
    count(`${name} tests run to their end`, false)
}

/** Packed once, for all processes that boot hosts. */
function pack() {
  must('npm', ['pack', '--silent', '--ignore-scripts', `--pack-destination=${scratch}`])
  return join(
    scratch,
    readdirSync(scratch).find((file) => file.endsWith('.tgz')),
  )
}

function check(name, command, args) {
  console.log(`\n== ${name}`)
  count(name, run(command, args).status === 0)
}

function count(name, passed) {
  tally[passed ? 'passed' : 'failed'] += 1
  if (!passed) console.log(`FAILED: ${name}`)
}

function must(command, args) {
  if (run(command, args).status === 0) return
  console.log(`FAILED: ${command} ${args.join(' ')}\n\n0 passed, 1 failed`)
  process.exit(1)
}

function run(command, args, env = process.env) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env })
}

function isRelease(word) {
  return ['bookworm', 'trixie', 'forky'].includes(word)
}
