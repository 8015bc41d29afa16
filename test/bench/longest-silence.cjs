// Asks Docker again and again, each time on a new connection, until it is told to stop; then prints for how long there was
// no answer at most, in ms. While Docker restarts, systemd holds its socket and the question waits.
const http = require('node:http')
let last = performance.now()
let longest = 0
process.on('SIGTERM', () => {
  process.stdout.write(`${longest}\n`, () => process.exit(0))
})
function ask() {
  const again = () => setTimeout(ask, 5)
  http
    .get({ socketPath: '/run/docker.sock', path: '/_ping', agent: false }, (answer) => {
      answer.resume().on('end', () => {
        if (answer.statusCode === 200) {
          longest = Math.max(longest, performance.now() - last)
          last = performance.now()
        }
        again()
      })
    })
    .on('error', again)
}
ask()
