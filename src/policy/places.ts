/** Where apply writes the policy and the plugin reads it; root's, readable by all. */
export const policyPath = '/etc/userns-harden/policy.json'
/** Docker's API: where the plugin asks what a request means, and which users are given access to. */
export const dockerSocket = '/run/docker.sock'
