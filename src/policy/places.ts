/** Where apply writes the policy and the plugin reads it; root's, readable by all. */
export const policyPath = '/etc/userns-harden/policy.json'
