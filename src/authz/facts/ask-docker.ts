import { get } from 'node:http'

/** In ms, below the plugin's own deadline. */
const timeout = 4_000
/** In bytes: users choose how long the labels of their containers are. */
const largest = 8 * 1024 * 1024

/**
 * One GET to Docker's API. It comes back to the plugin as a request to judge, which is why nothing
 * here may hold up other requests.
 *
 * @returns the JSON that was answered; undefined for 404
 * @throws where Docker does not answer in time, with an error, or with too much
 */
export function askDocker(socketPath: string, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeout)
    const request = get({ socketPath, path, signal, agent: false, headers: { Host: 'docker' } })
    request.on('error', reject)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('error', reject)
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > largest) request.destroy(new Error(`Docker's answer to ${path} is too long`))
        else chunks.push(chunk)
      })
      response.on('end', () => {
        if (response.statusCode === 404) resolve(undefined)
        else if (response.statusCode === 200) resolve(parsed(Buffer.concat(chunks), reject))
        else reject(new Error(`Docker answers ${path} with status ${response.statusCode}`))
      })
    })
  })
}

function parsed(bytes: Buffer, reject: (error: unknown) => void): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown
  } catch (error) {
    reject(error)
    return undefined
  }
}
