import { flagValues } from '../formats/docker-flags.ts'
import { valueOf } from '../plan/fact.ts'
import { forbids, warns, type Check } from './check.ts'
import { daemonSettings } from './daemon-settings.ts'

/**
 * containerd's image store does not go with the remap. Where it is asked for by name, Docker from 29 on does not start with
 * both, and before that BuildKit breaks (moby daemon/command/daemon_linux.go, setPlatformOptions; moby#47377); dockerd --validate
 * is asked without the remap and does not see it. Where it is 29's default, Docker uses its own store instead.
 */
export const imageStore: Check = async (host, profile) => {
  const { service, daemonConfig } = profile.docker
  const daemon = await daemonSettings(host, profile)
  const features = daemon?.settings.features as Record<string, unknown> | undefined
  const byFlag = flagValues(daemon?.flags ?? [], ['--feature']).findLast((one) =>
    /^containerd-snapshotter(=true)?$/.test(one),
  )
  if (features?.['containerd-snapshotter'] === true || byFlag !== undefined) {
    return [
      forbids({
        code: 'containerd-image-store',
        what: "Docker is told to keep images in containerd's store, with which the remap does not work: Docker 29 and newer do not start, older ones cannot build.",
        where: byFlag === undefined ? daemonConfig : service,
        remedies: [
          `Take "containerd-snapshotter" out of "features" in ${daemonConfig}, or out of --feature in the unit.`,
          "What is in containerd's store goes out of sight with it: save what you need first (docker save).",
        ],
      }),
    ]
  }
  const running = valueOf(await host.docker(service))
  if (!running?.containerdImageStore || running.userns) return []
  return [
    warns({
      code: 'image-store-changes',
      what: "Images are in containerd's store now, which does not go with the remap: Docker will use its own. They stay in /var/lib/containerd, take their room there, and are out of sight.",
      remedies: ['Save what cannot be pulled or built again first: docker save -o FILE IMAGE'],
    }),
  ]
}
