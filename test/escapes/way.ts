/** One way from the Docker socket to the host's own rights. */
export interface Way {
  /** The kind of hole, as the README's table counts them. */
  kind: string
  name: string
  /** What a user does who has nothing but the ACL; in his home, with the words of `vocabulary`. */
  attempt: string
  /** What root sees afterwards when it worked; `$OUT` is the file with all that the attempt printed. */
  proof: string
}

/**
 * api METHOD TARGET BODY [curl's options]: a request as it stands. `started` starts what such a
 * request has made, and takes it away.
 */
export const vocabulary = `
exec 2>&1
cd ~
api() {
  method=$1 target=$2 body=$3; shift 3
  curl -sS -m 20 --path-as-is --unix-socket /run/docker.sock -X "$method" --request-target "$target" \\
    "$@" -H 'Content-Type: application/json' --data-binary "$body" http://docker/
}
started() {
  id=$(sed -n 's/.*"Id":"\\([0-9a-f]*\\)".*/\\1/p')
  [ -n "$id" ] || return 1
  timeout 20 docker start -a "$id"
  docker rm -f "$id"
}
`

/** A container's root that is the host's: nothing is mapped (user_namespaces(7)). */
export const hostsOwnIds = String.raw`grep -Eq '^ +0 +0 +4294967295' $OUT`

/** A file that only root can read was read. */
export const secretRead = 'grep -q ROOTS-OWN-SECRET $OUT'
