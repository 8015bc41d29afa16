// Runs on a host: prints how long `GET /containers/json` takes, in ms, one request after the other on one connection.
const http = require('node:http')
const requests = Number(process.argv[2])
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
const times = []

function ask() {
  const start = process.hrtime.bigint()
  http.get({ socketPath: '/run/docker.sock', path: '/containers/json', agent }, (response) => {
    response.resume().on('end', () => {
      times.push(Number(process.hrtime.bigint() - start) / 1e6)
      if (times.length < requests) ask()
      else {
        console.log(JSON.stringify(times))
        agent.destroy()
      }
    })
  })
}
ask()
