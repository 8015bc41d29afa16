/** Which profile a plan or a status is by, and of what where it is not this host. */
export function profileText(profile: string | null, image?: string): string {
  const text = `Profile: ${profile ?? 'built in (there is no /etc/userns-harden/profile.yaml)'}`
  return image === undefined ? text : `Image: ${image}\n${text}`
}
