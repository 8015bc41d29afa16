#!/usr/bin/env node
// Says so plainly on a Node that cannot read the program: this file uses no syntax newer than Node 14.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 18 || (major === 18 && minor < 19)) {
  console.error(
    'userns-harden needs Node 18.19 or newer, this is ' +
      process.versions.node +
      ' (' +
      process.execPath +
      ').\n' +
      'Debian 12 and newer have one: apt-get install nodejs',
  )
  process.exit(3)
}
if (process.platform !== 'linux') {
  console.error(
    'userns-harden works on Linux hosts, and this is ' +
      process.platform +
      '.\nRun it on the Docker host itself.',
  )
  process.exit(3)
}
import('../dist/userns-harden.mjs').catch(function (error) {
  console.error('userns-harden cannot be loaded, install it again: ' + error.message)
  process.exitCode = 1
})
