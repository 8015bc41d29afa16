import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { Transform } from 'node:stream'
import { dockerSocket } from './docker-api.ts'
import type { Progress } from './host.ts'
import { temporaryFor } from './write.ts'

/** Told each time so many more bytes are through. */
const tellEvery = 64 * 1024 * 1024

/** Saves images into one tar archive, for root alone (Docker API, GET /images/get). */
export async function saveImages(
  images: readonly string[],
  path: string,
  progress: Progress,
): Promise<void> {
  const query = images.map((image) => `names=${encodeURIComponent(image)}`).join('&')
  const temporary = temporaryFor(path)
  await rm(temporary, { force: true })
  const answer = await ask('GET', `/images/get?${query}`)
  await refuseError(answer)
  const file = createWriteStream(temporary, { flags: 'wx', mode: 0o600 })
  await pipeline(answer, counted('saved', progress), file)
  const written = await open(temporary, 'r')
  await written.sync()
  await written.close()
  await rename(temporary, path)
}

/** Loads what was saved, and takes the archive away (Docker API, POST /images/load). */
export async function loadImages(path: string, progress: Progress): Promise<void> {
  const { size } = await stat(path)
  const answer = await ask(
    'POST',
    '/images/load?quiet=1',
    async (sent) => {
      await pipeline(createReadStream(path), counted('loaded', progress), sent)
    },
    size,
  )
  await refuseError(answer)
  // Docker answers 200 at its beginning, and tells an error in a line of JSON (moby jsonmessage).
  const said = await textOf(answer)
  const error = /"error":"((?:[^"\\]|\\.)*)"/.exec(said)?.[1]
  if (error !== undefined) throw new Error(`Docker could not load the images: ${error}`)
  await rm(path)
}

function ask(
  method: string,
  path: string,
  send?: (sent: NodeJS.WritableStream) => Promise<void>,
  length = 0,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {
      host: 'localhost',
      'content-length': length,
      ...(send && { 'content-type': 'application/x-tar' }),
    }
    const asked = request({ socketPath: dockerSocket, method, path, headers }, resolve)
    asked.on('error', reject)
    if (send) send(asked).catch(reject)
    else asked.end()
  })
}

async function refuseError(answer: IncomingMessage): Promise<void> {
  if (answer.statusCode === 200) return
  throw new Error(
    `Docker answers with status ${answer.statusCode}: ${(await textOf(answer)).trim()}`,
  )
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function counted(done: string, progress: Progress): Transform {
  let bytes = 0
  let told = 0
  return new Transform({
    transform(chunk: Buffer, _, next) {
      bytes += chunk.length
      if (bytes - told >= tellEvery) {
        told = bytes
        progress(`${Math.round(bytes / 1e6)} MB of images ${done}`)
      }
      next(null, chunk)
    },
  })
}
