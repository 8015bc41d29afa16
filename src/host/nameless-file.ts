import { constants, open } from 'node:fs/promises'

/** open(2), O_TMPFILE: Node has no name for the bit that it adds to O_DIRECTORY. */
const temporaryFile = constants.O_DIRECTORY | 0o20000000

/**
 * Hands a text to a command as a file without a name: root's secrets are in no folder, and nothing is left
 * of it however this process ends. A pipe of Node's is a socket, which cannot be opened as /dev/stdin.
 */
export async function withNamelessFile<T>(
  text: string,
  use: (fd: number) => Promise<T>,
): Promise<T> {
  const file = await open('/run', temporaryFile | constants.O_RDWR, 0o600)
  try {
    await file.writeFile(text)
    return await use(file.fd)
  } finally {
    await file.close()
  }
}
