import { describe, expect, it } from 'vitest'
import { onEachRelease } from '../each-release.ts'

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
  'docker restart -t 0 site && docker kill site && docker rm -f site made',
  'docker image rm kept kept:two imported built && docker volume rm data small && docker system df && docker container prune -f',
]

onEachRelease('daily work with the default profile', (booted) => {
  it('is done by a user who has only the ACL', async () => {
    const { host } = booted
    await host.addUser('alice', 5001)
    await host.write('/etc/userns-harden/profile.yaml', 'socketAccess: { users: [alice] }')
    const applied = await host.harden('apply', '--yes')
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 })
    await host.importBusybox()
  })

  describe.each(work.map((script) => ({ script })))('$script', ({ script }) => {
    it('is not denied', async () => {
      const done = await booted.host.runAs('alice', 'sh', '-c', `HOME=/home/alice; ${script}`)
      expect(done, done.stdout + done.stderr).toMatchObject({ exitCode: 0 })
    })
  })

  it('leaves not one denial in the journal', async () => {
    const { stdout } = await booted.host.shell('journalctl -u denyusernshost -o cat | grep denied')
    expect(stdout).toBe('')
  })
})
