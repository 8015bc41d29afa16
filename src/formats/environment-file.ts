/**
 * One assignment: a name, then parts in quotes, then text without. Comments and lines without `=`
 * are matched too, so that nothing in them is taken for an assignment.
 */
const assignment =
  /[ \t\r\n]*(?:[#;](?:\\[^\r\n]|[^\\\r\n]|\\(?=[\r\n]|$))*|([^=\r\n]+?)[ \t]*=((?:[ \t]*(?:"(?:\\[^]|[^"\\])*"|'[^']*'))*)[ \t]*((?:\\[^]|[^\\\r\n])*)|[^\r\n]+)/g
const quotedPart = /"((?:\\[^]|[^"\\])*)"|'([^']*)'/g

/**
 * The variables of a file that EnvironmentFile= names (systemd.exec(5)): `#` and `;` begin a comment
 * line, quotes may span lines, a backslash at the end joins the next line, nothing is expanded, the
 * last of equal names counts. Checked against systemd 252.
 */
export function parseEnvironmentFile(text: string): Map<string, string> {
  const variables = new Map<string, string>()
  for (const [, name, quoted = '', bare = ''] of text.matchAll(assignment)) {
    if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) continue
    variables.set(name, quotedValue(quoted) + bareValue(bare))
  }
  return variables
}

/** In double quotes a backslash escapes what a shell would expand, and nothing else. */
function quotedValue(text: string): string {
  return [...text.matchAll(quotedPart)]
    .map(([, double, single = '']) =>
      double === undefined ? single : double.replace(/\\\n/g, '').replace(/\\(["\\$`])/g, '$1'),
    )
    .join('')
}

/** Without quotes a backslash escapes any character; white space at the end goes unless it is escaped. */
function bareValue(text: string): string {
  const kept = /^((?:\\[^]|[^\\])*?)[ \t]*$/.exec(text)?.[1] ?? text
  return kept.replace(/\\(?:\r?\n|([^]))/g, (_, escaped?: string) => escaped ?? '')
}
