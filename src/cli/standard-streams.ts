import { encodingFor } from '../report/encoding.ts'
import type { Output } from '../report/output.ts'

const usualWidth = 80

/** A stream as views write to it, in what its reader can read. */
export function outputTo(stream: NodeJS.WriteStream, reader: { json?: boolean } = {}): Output {
  const encode = encodingFor(process.env, reader)
  return {
    write: (text) => {
      stream.write(encode(text))
    },
    isTerminal: stream.isTTY && process.env.TERM !== 'dumb',
    // Wider prose is no easier to read; a serial console has no width, which is told as 0.
    width: Math.min((stream.isTTY && stream.columns) || usualWidth, 100),
  }
}

/** A stream for what writes to streams by itself, as prompts do: what is written goes through this before. */
export function through(
  change: (text: string) => string,
  stream: NodeJS.WriteStream,
): NodeJS.WriteStream {
  const write = (chunk: Uint8Array | string) => stream.write(change(chunk.toString()))
  return new Proxy(stream, {
    get: (_, key) => {
      if (key === 'write') return write
      const found: unknown = Reflect.get(stream, key)
      return typeof found === 'function' ? (found.bind(stream) as unknown) : found
    },
  })
}
