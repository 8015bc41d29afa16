import { describe, expect, it } from 'vitest'
import { onOldestAndNewest } from '../each-release.ts'

/** What people do all day, in an order in which one leaves what the next needs. */
const work = [
  'docker version',
  'docker info',
  'docker run --rm busybox true',
  'docker run -d --name web -p 8080:80 -e "HINT=hostconfig=…ſK" -l "UsernsMode=host" --memory 64m --restart no busybox sleep 1000',
  'docker ps -a && docker inspect web && docker top web && docker logs web',
  'docker exec web id && docker exec -e A=b -w /tmp web id',
  'echo hello > /tmp/here && docker cp /tmp/here web:/tmp/there && docker cp web:/tmp/there /tmp/back && cmp /tmp/here /tmp/back',
  'docker diff web && docker stats --no-stream web && docker port web',
  'docker events --since 1h --until 0s',
  'docker rename web site && docker update --restart on-failure site && docker pause site && docker unpause site',
  'docker commit site kept && docker tag kept kept:two && docker history kept',
  'docker save kept -o /tmp/kept.tar && docker load -i /tmp/kept.tar && docker export site -o /tmp/site.tar && docker import /tmp/site.tar imported',
  'docker volume create data && docker run --rm -v data:/data busybox true && docker volume ls && docker volume inspect data',
  'docker volume create --opt type=tmpfs --opt device=tmpfs --opt o=size=1m small',
  'docker network create own && docker network connect own site && docker network inspect own && docker network disconnect own site && docker network rm own',
  'docker run --rm --mount type=bind,source=$HOME,target=/home busybox true',
  'docker run --rm --tmpfs /scratch --read-only --cap-drop ALL --security-opt no-new-privileges --init=false busybox true',
  'mkdir -p ~/context && printf "FROM busybox\\nENV A=b\\nRUN id\\n" > ~/context/Dockerfile && DOCKER_BUILDKIT=0 docker build -t built ~/context',
  'docker create --name made busybox true && docker cp /tmp/here made:/there && docker start -a made && docker wait made',
  'docker run -d --name talk -i busybox cat && (echo hi; sleep 1) | timeout -s KILL 2 docker attach talk; docker logs talk | grep -q hi && docker rm -f talk',
  'docker run --rm --name db busybox true; docker create --name base.db_1-x busybox true && docker cp base.db_1-x:/bin/busybox /tmp/bb && docker rm base.db_1-x',
  'id=$(docker create busybox cat /there) && docker cp /tmp/here $id:/there && docker start -a $id | grep -q hello && short=$(docker ps -aqn 1) && docker cp $short:/there - >/dev/null && docker rm $id',
  'docker run --rm -v /etc/hosts:/etc/hosts:ro -v /usr/share:/s -v /tmp:/t -v /var/run/docker.sock:/s.sock busybox true',
  'docker create --name stored -v kept:/data busybox true && docker cp /tmp/here stored:/data/there && docker cp stored:/data/there - >/dev/null && docker rm -v stored && docker volume rm kept',
  'head -c 60000000 /dev/urandom > ~/context/big && DOCKER_BUILDKIT=0 docker build -t big ~/context && rm ~/context/big && docker image rm big',
  'docker run --rm --gpus all busybox true 2>&1 | grep -vq "denied by plugin"',
  'docker restart -t 0 site && docker kill site && docker rm -f site made',
  'docker image rm kept kept:two imported built && docker volume rm data small && docker system df && docker container prune -f',
]

onOldestAndNewest('daily work with the default profile', (booted) => {
  it('is done by a user who has only the ACL', async () => {
    const { host } = booted
    await host.addUser('alice', 5001)
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [alice] }')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    // What apply itself tried at its end is denied too.
    await host.shell(
      "journalctl -q -u denyusernshost -n 1 --show-cursor | sed -n 's/^-- cursor: //p' > /root/cursor",
    )
    await host.importBusybox()
  })

  describe.each(work.map((script) => ({ script })))('$script', ({ script }) => {
    it('is not denied', async () => {
      const done = await booted.host.runAs('alice', 'sh', '-c', `HOME=/home/alice; ${script}`)
      expect(done, done.stdout + done.stderr).toMatchObject({ exitCode: 0 })
    })
  })

  it('has compose, and buildx where Debian has it', async () => {
    const { host } = booted
    const old = host.release === 'bookworm'
    const made = old ? '' : ', bind: {create_host_path: false}'
    const file = [
      'services:',
      '  web:',
      '    image: busybox',
      '    command: [sleep, "100"]',
      '    labels: { hint: "hostconfig=…ſK" }',
      `    volumes: ["data:/data", "/etc/hosts:/h:ro", {type: bind, source: ., target: /here${made}}]`,
      'volumes: { data: {} }',
    ].join('\n')
    await host.write('/home/alice/app/compose.yaml', old ? `version: "3.2"\n${file}` : file)
    const compose = old ? 'docker-compose' : 'docker compose'
    const script = [
      `${compose} -f compose.yaml up -d`,
      `${compose} -f compose.yaml exec -T web id`,
      `${compose} -f compose.yaml down -v`,
      ...(old ? [] : ['docker buildx build -t boxed --load ~/context', 'docker image rm boxed']),
    ].join(' && ')
    const done = await host.runAs('alice', 'sh', '-c', `HOME=/home/alice; cd ~/app; ${script}`)
    expect(done, done.stdout + done.stderr).toMatchObject({ exitCode: 0 })
  })

  it('is told the line to type where -v would make a folder as root', async () => {
    const folder = 'a-project-with-a-name/as-long-as/they-are/when-tools-make-them'
    const script = `mkdir -p ~/${folder}; docker run --rm -v ~/${folder}:/p busybox true`
    const denied = await booted.host.runAs('alice', 'sh', '-c', `HOME=/home/alice; ${script}`)
    const line = /--mount "([^"]+)"/.exec(denied.stderr)?.[1] ?? ''
    expect(line).toBe(`type=bind,source=/home/alice/${folder},target=/p`)
    const told = await booted.host.runAs(
      'alice',
      'docker',
      'run',
      '--mount',
      line,
      'busybox',
      'true',
    )
    expect(told, told.stderr).toMatchObject({ exitCode: 0 })
  })

  it('leaves no other denial in the journal', async () => {
    const { stdout } = await booted.host.shell(
      'sleep 2; journalctl -u denyusernshost -o cat --after-cursor="$(cat /root/cursor)" | grep denied',
    )
    expect(stdout.trim().split('\n'), stdout).toHaveLength(1)
    expect(JSON.parse(stdout)).toMatchObject({ denied: 'binds' })
  })
})
