export function indented(columns: number, lines: readonly string[]): string {
  return lines.map((line) => ' '.repeat(columns) + line).join('\n')
}
