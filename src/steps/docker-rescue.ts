/** What Docker runs with for the time being where it no longer started with its own (engine/undo/rescue-docker.ts). */
export const rescueFolder = '/run/userns-harden'
export const rescueConfig = `${rescueFolder}/daemon.json`

/** Has Docker's unit start it with that. */
export function rescueDropIn(service: string): string {
  return `/run/systemd/system/${service}.d/userns-harden-rescue.conf`
}

/** What ends it, for an admin who has cured Docker's own configuration. */
export function endOfRescue(service: string): string {
  return `Then: rm -r ${rescueFolder} ${rescueDropIn(service)}; systemctl daemon-reload; systemctl restart ${service}`
}
