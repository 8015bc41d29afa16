/** What is typed once the screen shows a text, in printf's words: `\\r`, `\\003`. */
export type Typed = readonly [shown: string, keys: string]

/**
 * A shell script that runs a command on a terminal of 80 columns and 24 lines and types into it. script(1) gives the terminal, and
 * ends when its input does.
 */
export function onTerminal(
  command: string,
  typed: readonly Typed[],
  environment = 'TERM=xterm',
): string {
  const typing = typed.map(
    ([shown, keys]) =>
      `until grep -q '${shown}' /root/screen; do sleep 0.1; done; printf '${keys}'`,
  )
  const inside = `stty columns 80 rows 24; exec ${command}`
  return `rm -f /root/screen; { ${typing.join('; ')}; sleep 1; } 2>/dev/null |
   ${environment} script --quiet --return --flush --command '${inside}' /root/screen & pid=$!; wait $pid`
}
