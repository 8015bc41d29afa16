/** Where apply writes the policy and the plugin reads it; root's, readable by all. */
export const policyPath = '/etc/userns-harden/policy.json'
/** Docker's API: where the plugin asks what a request means, and which users are given access to. */
export const dockerSocket = '/run/docker.sock'
/** Where the plugin asks who is connected to Docker. Its folder is root's alone, which the plugin may look into. */
export const callersSocket = '/run/denyusernshost/callers.sock'
