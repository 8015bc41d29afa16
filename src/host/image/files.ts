import { causeOf } from '../../failure.ts'
import { present, unknown, valueOf, type Fact } from '../../plan/fact.ts'
import { readHoldings } from '../data-root.ts'
import { readDirectory, readNames, readProgram, readStatus, readText } from '../files.ts'
import type { HostReader } from '../reader.ts'
import { readRoom } from '../room.ts'
import { pathTrust } from '../trust.ts'
import { namedIn, placeIn } from './place.ts'

type FileReader = Pick<
  HostReader,
  'file' | 'program' | 'directory' | 'status' | 'names' | 'room' | 'holdings' | 'pathTrust'
>

/** The files of an image, by their paths in it. */
export function imageFiles(top: string): FileReader {
  const inside =
    <T>(read: (place: string) => Promise<Fact<T>>) =>
    async (path: string): Promise<Fact<T>> => {
      try {
        return await read(await placeIn(top, path))
      } catch (error) {
        return unknown(causeOf(error))
      }
    }
  /** Answers tell where a file really is: in the image's own terms. */
  const named =
    <T extends { path: string }>(read: (place: string) => Promise<Fact<T>>) =>
    async (path: string): Promise<Fact<T>> => {
      const found = await inside(read)(path)
      const value = valueOf(found)
      return value ? present({ ...value, path: namedIn(top, value.path) }) : found
    }
  return {
    file: named(readText),
    program: named(readProgram),
    directory: inside(readDirectory),
    status: inside(readStatus),
    names: inside(readNames),
    room: inside(readRoom),
    holdings: inside(readHoldings),
    pathTrust: (path) => pathTrust(path, top),
  }
}
