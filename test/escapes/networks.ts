import type { Way } from './way.ts'

const kind = 'networks'
const answers = 'busybox sh -c "echo IN-ITS-PLACE | busybox nc -lp 389"'

export const networkWays: Way[] = [
  {
    kind,
    name: 'the address of a server that the host trusts',
    attempt: `docker network create --subnet 9.9.9.0/24 n$$ && docker run -d --rm --network n$$ --ip 9.9.9.9 ${answers}`,
    proof: `timeout 5 busybox nc 9.9.9.9 389 </dev/null | grep -q IN-ITS-PLACE`,
  },
  {
    kind,
    name: 'that address as the host’s own',
    attempt: 'docker network create --subnet 9.9.8.0/24 --gateway 9.9.8.8 n$$',
    proof: 'ip -4 -o addr | grep -q " 9.9.8.8/"',
  },
  {
    kind,
    name: 'a bridge of the host’s',
    attempt: 'docker network create -o com.docker.network.bridge.name=roots-bridge n$$',
    proof: 'ip -4 -o addr show roots-bridge | grep -q inet',
  },
  {
    kind,
    name: 'the host’s own network card',
    attempt:
      'docker network create -d macvlan -o parent=eth0 n$$; docker network create -d ipvlan -o parent=eth0 o$$',
    proof:
      'found=$(docker network ls -q -f driver=macvlan -f driver=ipvlan); [ -n "$found" ] && docker network rm $found',
  },
  {
    kind,
    name: 'a network driver of his own',
    attempt: `cat >own.js <<END
require('node:net').createServer((socket) => socket.on('data', (data) => {
  require('node:fs').appendFileSync('spoken', data)
  socket.end('HTTP/1.0 404 none\\r\\n\\r\\n')
})).listen('own.sock')
END
node own.js >own.log 2>&1 & own=$!; sleep 0.5
timeout 3 docker network create -d ../../../home/mallory/own n$$; kill $own`,
    proof: 'grep -q Plugin.Activate /home/mallory/spoken',
  },
]
