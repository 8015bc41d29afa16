import type { Way } from './way.ts'

const kind = 'builds'

/** The classic builder is refused the host's network by Docker itself, where there is a remap. */
function fetches(name: string, marker: string, options: string, run: string): Way {
  return {
    kind,
    name,
    attempt: `mkdir -p b; printf 'FROM busybox\\nRUN ${run} busybox wget -qO- http://127.0.0.1:5999/${marker}\\n' >b/Dockerfile
docker buildx build --no-cache --allow network.host ${options} b; DOCKER_BUILDKIT=1 docker build --no-cache ${options} b`,
    proof: `grep -q ${marker} /root/heard`,
  }
}

export const buildWays: Way[] = [
  fetches('BuildKit in the host’s network', 'heard-in-build', '--network host', ''),
  fetches('a step of BuildKit’s in the host’s network', 'heard-in-step', '', '--network=host'),
]
