import { connect } from 'node:net'

/** What a client begins HTTP/2 with, and an empty frame of settings (RFC 9113, section 3.4). */
const preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
])
/** The kind of a frame stands behind three bytes of length; 4 are settings (RFC 9113, sections 4.1 and 6.5). */
const kindAt = 3
const settings = 4

/**
 * Whether a server takes HTTP/2 without further ado: it answers the beginning with settings of its own, and
 * one that does not know it with a line of HTTP/1, or the end.
 */
export function speaksHttp2(socket: string, deadlineMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const connection = connect(socket)
    const finish = (isHttp2: boolean) => {
      connection.destroy()
      resolve(isHttp2)
    }
    let answer = Buffer.alloc(0)
    connection.setTimeout(deadlineMs, () => {
      connection.destroy(new Error(`${socket} did not answer within ${deadlineMs / 1000} s`))
    })
    connection.on('error', reject)
    connection.on('data', (data) => {
      answer = Buffer.concat([answer, data])
      if (answer.length > kindAt) finish(answer[kindAt] === settings)
    })
    connection.on('end', () => {
      finish(false)
    })
    connection.write(preface)
  })
}
