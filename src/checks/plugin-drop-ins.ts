import type { HostReader } from '../host/reader.ts'
import { valueOf } from '../plan/fact.ts'
import { pluginService } from '../steps/places.ts'
import { forbids, unseen, warns, type Check, type Finding } from './check.ts'

/** systemd lets files beside the unit's own say otherwise (systemd.unit(5), drop-ins): the unit on disk alone proves nothing. */
export const pluginDropIns: Check = async (host) => {
  // A unit that cannot be seen is told by the step that looks after it.
  const [, ...dropIns] = valueOf(await host.unit(pluginService))?.files ?? []
  return (await Promise.all(dropIns.map((path) => look(host, path)))).flat()
}

async function look(host: HostReader, path: string): Promise<Finding[]> {
  const file = await host.file(path)
  if (file.state === 'unknown') return [unseen(`what ${path} changes`, file.reason)]
  const seeAll = `See all that is in force: systemctl cat ${pluginService}`
  if (/^\s*ExecStart\s*=/m.test(valueOf(file)?.text ?? '')) {
    return [
      forbids({
        code: 'plugin-replaced',
        what: `${path} has ${pluginService} run another program than the plugin.`,
        where: path,
        remedies: [
          seeAll,
          `Then: rm ${path}; systemctl daemon-reload; systemctl restart ${pluginService}`,
          'For a plugin of your own: plugin: { source: file } in the profile',
        ],
      }),
    ]
  }
  // Those for all services come with the distribution.
  if (!path.includes(`/${pluginService}.d/`)) return []
  return [
    warns({
      code: 'plugin-drop-in',
      what: `${path} changes how ${pluginService} runs.`,
      where: path,
      remedies: [seeAll],
    }),
  ]
}
