/** In characters: a thousand bind mounts as people have them, or sixteen of the longest paths (PATH_MAX). */
const longest = 65_536

/**
 * What a question keeps while it waits: a copy, because in V8 a part of a text keeps the whole of
 * it alive, and a request has megabytes. Undefined where it is too long to be kept.
 */
export function kept<Subject>(subject: Subject): Subject | undefined {
  const text = JSON.stringify(subject)
  return text.length > longest ? undefined : (JSON.parse(text) as Subject)
}
