import { setfaclEntry } from '../../formats/acl-text.ts'
import type { Change } from '../../plan/change.ts'

/**
 * What an admin types to perform a change without this program; undefined for what only it can do.
 *
 * @param kept where the old file of a path is kept
 */
export function byHand(
  change: Change,
  kept: (path: string) => string | undefined,
): string | undefined {
  switch (change.kind) {
    case 'file': {
      const copy = kept(change.path)
      return copy === undefined ? undefined : `cp --preserve=all ${copy} ${change.path}`
    }
    case 'program':
      return `cp --preserve=all ${change.from} ${change.path}`
    case 'directory':
      return `mkdir ${change.path}`
    case 'removal':
      return `${change.of === 'folder' ? 'rmdir' : 'rm'} ${change.path}`
    case 'package':
      return `apt-get install ${change.name}`
    case 'package-removal':
      return `apt-get purge ${change.names.join(' ')}`
    case 'daemon-reload':
      return 'systemctl daemon-reload'
    case 'unit': {
      const { enabled, active } = change.after
      const { unit } = change
      return `systemctl ${enabled ? 'enable' : 'disable'} ${unit}; systemctl ${active ? 'start' : 'stop'} ${unit}`
    }
    case 'unit-restart':
      return `systemctl restart ${change.unit}`
    case 'acl': {
      const { give, take, path } = change
      const options = [
        ...take.map(({ tag, id }) => `-x ${tag}:${id}`),
        ...give.map((entry) => `-m ${setfaclEntry(entry)}`),
      ]
      return `setfacl ${options.join(' ')} ${path}`
    }
    case 'docker-restart':
    case 'docker-return':
      return `systemctl reset-failed ${change.service}; systemctl restart ${change.service}`
    case 'image-save':
      return `docker save -o ${change.path} ${change.images.join(' ')}`
    case 'image-load':
      return `docker load -i ${change.path}; rm ${change.path}`
    case 'account-removal':
      return `userdel ${change.user}`
  }
}
