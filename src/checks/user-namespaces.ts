import { valueOf } from '../plan/fact.ts'
import { forbids, type Check } from './check.ts'

/** user_namespaces(7), namespaces(7). Debian's kernel.unprivileged_userns_clone is no matter of dockerd's, which is root. */
const most = '/proc/sys/user/max_user_namespaces'

export const userNamespaces: Check = async (host) => {
  const found = await host.file(most)
  if (found.state === 'absent') {
    return [
      forbids({
        code: 'user-namespaces-off',
        what: 'The kernel has no user namespaces, without which Docker cannot map ids.',
        where: most,
        remedies: [
          "Boot a kernel with CONFIG_USER_NS: Debian's own has it (apt-get install linux-image-amd64).",
        ],
      }),
    ]
  }
  if (valueOf(found)?.text.trim() !== '0') return []
  return [
    forbids({
      code: 'user-namespaces-off',
      what: 'No user namespace can be made on this host: user.max_user_namespaces is 0. With the remap no container would start.',
      where: most,
      remedies: [
        'See who sets it: grep -rs max_user_namespaces /etc/sysctl.conf /etc/sysctl.d /usr/lib/sysctl.d /run/sysctl.d',
        'Take that out, or give a number, and at once: sysctl -w user.max_user_namespaces=15000',
      ],
    }),
  ]
}
