// Runs on a host: REQUESTS times `GET /containers/json` over CONNECTIONS at once; prints each one's ms, and all their seconds.
const http = require('node:http')
const [requests, connections] = process.argv.slice(2).map(Number)
const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
const times = []
let asked = 0
const begin = process.hrtime.bigint()

function ask() {
  if (asked === requests) return
  asked += 1
  const start = process.hrtime.bigint()
  http.get({ socketPath: '/run/docker.sock', path: '/containers/json', agent }, (response) => {
    response.resume().on('end', () => {
      if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`)
      times.push(Number(process.hrtime.bigint() - start) / 1e6)
      if (times.length < requests) return ask()
      console.log(JSON.stringify({ times, seconds: Number(process.hrtime.bigint() - begin) / 1e9 }))
      agent.destroy()
    })
  })
}
for (let connection = 0; connection < connections; connection++) ask()
