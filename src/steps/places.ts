export const pluginName = 'denyusernshost'
export const programPath = '/usr/local/sbin/denyusernshost'
/** Where dockerd looks for a plugin of this name (moby pkg/plugins/discovery.go). */
export const pluginSocket = '/run/docker/plugins/denyusernshost.sock'
export const pluginService = 'denyusernshost.service'
export const pluginSocketUnit = 'denyusernshost.socket'
export const unitFolder = '/etc/systemd/system'
export const aclUnit = 'docker-setfacl.service'
