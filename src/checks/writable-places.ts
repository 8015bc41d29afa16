import { dirname } from 'node:path'
import type { HostReader, Room } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import type { Profile } from '../profile/schema.ts'
import { programPath, unitFolder } from '../steps/places.ts'
import { forbidsChanges, unseen, type Check, type Finding } from './check.ts'

/** What apply writes is some 300 kB, its packages and their lists are a few MB: less than this is a full disk. */
const leastBytes = 16 * 2 ** 20
const leastInodes = 64

interface Place {
  path: string
  room: Room
}

/** A host that needs no change may have its /etc read-only for good reason: only a change asks for more. */
export const writablePlaces: Check = async (host, profile) => {
  const places = await placesOf(host, profile)
  const having = (obstacle: Room['obstacle']) =>
    places.filter(({ room }) => room.obstacle === obstacle).map(({ path }) => path)
  const full = places.filter(({ room }) => isFull(room)).map(({ path }) => path)
  return [
    ...findings(having('read-only'), readOnly),
    ...findings(having('immutable'), immutable),
    ...findings(full, (paths) => noSpace(paths, places)),
    ...findings(having('not-root'), (paths) =>
      unseen(`whether ${paths.join(', ')} can be written`, 'only root can tell'),
    ),
  ]
}

/** The nearest thing that is there, of each place that apply writes. */
async function placesOf(host: HostReader, { docker }: Profile): Promise<Place[]> {
  const written = [
    docker.daemonConfig,
    dirname(docker.daemonConfig),
    unitFolder,
    '/etc/userns-harden',
    dirname(programPath),
    '/var/lib/userns-harden',
  ]
  const found = await Promise.all(written.map((path) => nearest(host, path)))
  const places = new Map(found.flatMap((place) => (place ? [[place.path, place]] : [])))
  return [...places.values()]
}

async function nearest(host: HostReader, path: string): Promise<Place | undefined> {
  const found = await host.room(path)
  if (found.state === 'absent' && path !== '/') return await nearest(host, dirname(path))
  const room = valueOf(found)
  return room && { path, room }
}

function isFull({ freeBytes, freeInodes = Infinity }: Room): boolean {
  return freeBytes < leastBytes || freeInodes < leastInodes
}

function findings(paths: string[], told: (paths: string[]) => Finding): Finding[] {
  return paths.length === 0 ? [] : [told(paths)]
}

function readOnly(paths: string[]): Finding {
  return forbidsChanges({
    code: 'read-only',
    what: `${paths.join(', ')} cannot be written: the file system is read-only there.`,
    where: paths[0] ?? '',
    remedies: [
      `See how it is mounted: findmnt --target ${paths[0] ?? ''}; and whether the disk failed: dmesg | tail`,
      'If it should be writable: mount -o remount,rw MOUNTPOINT',
    ],
  })
}

function immutable(paths: string[]): Finding {
  return forbidsChanges({
    code: 'immutable',
    what: `${paths.join(', ')} has the flag immutable, which keeps even root from changing it.`,
    where: paths[0] ?? '',
    remedies: [
      `Find out who set it, then: chattr -i ${paths.join(' ')}`,
      'It can be set again afterwards: with nothing to do, apply writes nothing.',
    ],
  })
}

function noSpace(paths: string[], places: readonly Place[]): Finding {
  const causes = places.filter(({ path }) => paths.includes(path)).map(freeText)
  return forbidsChanges({
    code: 'disk-full',
    what: `There is too little room on the file system of ${paths.join(', ')}: 16 MiB and some inodes are needed.`,
    where: paths[0] ?? '',
    cause: causes.join('\n'),
    remedies: [
      `See what fills it: df -h ${paths[0] ?? ''}; df -i ${paths[0] ?? ''}; journalctl --disk-usage`,
      'Often enough: apt-get clean; journalctl --vacuum-size=100M',
    ],
  })
}

function freeText({ path, room }: Place): string {
  const inodes = room.freeInodes === undefined ? '' : `, ${room.freeInodes} inodes`
  return `${path}: ${(room.freeBytes / 2 ** 20).toFixed(1)} MiB free${inodes}`
}
