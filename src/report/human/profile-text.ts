/** Which profile a plan or a status is by. */
export function profileText(profile: string | null): string {
  return `Profile: ${profile ?? 'built in (there is no /etc/userns-harden/profile.yaml)'}`
}
