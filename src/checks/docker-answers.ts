import { valueOf } from '../plan/fact.ts'
import { pluginName } from '../steps/places.ts'
import { unseen, type Check } from './check.ts'

/**
 * The checks of what runs in Docker find nothing where it does not answer: this one says so. Not where it waits for the plugin or is
 * still starting: then the plan brings it up, and its remap was on before.
 */
export const dockerAnswers: Check = async (host, { docker }) => {
  const found = await host.docker(docker.service)
  if (found.state !== 'unknown' || found.reason.includes(pluginName)) return []
  if (valueOf(await host.unit(docker.service))?.activeState === 'activating') return []
  return [unseen('whether containers, a swarm or the image store stand in the way', found.reason)]
}
