/** Where the build puts the scripts, beside the program: by the names that the shells' own folders ask for. */
export const completionFiles = {
  bash: 'completion/userns-harden.bash',
  zsh: 'completion/_userns-harden',
} as const

export type Shell = keyof typeof completionFiles

export const shells = Object.keys(completionFiles) as Shell[]
