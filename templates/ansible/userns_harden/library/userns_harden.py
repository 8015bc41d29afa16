#!/usr/bin/python3
"""Runs userns-harden, and says in Ansible's words what it said. What is to be done on a host it decides alone."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import os
import shutil
import tempfile

from ansible.module_utils.basic import AnsibleModule

DOCUMENTATION = r"""
module: userns_harden
short_description: Makes a Docker host safe to share with many users
description:
  - Runs the program userns-harden, which comes with this role, on a Debian host with Docker.
  - Check mode shows what it would do. A run that fails is rolled back by the program itself.
options:
  state:
    description:
      - C(hardened) brings the host to what its profile says, C(reverted) takes back all that was applied.
      - C(surveyed) changes nothing, and returns as a fact what the host is.
    choices: [hardened, reverted, surveyed]
    default: hardened
    type: str
  profile:
    description: The text of the profile that becomes the host's own. Left out, the host's own holds.
    type: str
  accept_empty_data_root:
    description: Agrees to what the remap puts out of sight.
    type: bool
    default: false
  carry_images:
    description: Has the images that are there now in the new data root too.
    type: bool
    default: false
  purge:
    description: Of a revert, removes packages too that came with the hardening.
    type: bool
    default: false
  digest:
    description: Of the program, as the action plugin packs it, by which it sees whether a host has it. Not for playbooks.
    type: str
    required: true
  archive:
    description: Where the action plugin has put the packed program. Not for playbooks.
    type: path
author: [userns-harden]
"""

EXAMPLES = r"""
- name: Harden the host
  userns_harden:
    profile: "{{ {'socketAccess': {'groups': ['domain users']}} | to_nice_yaml }}"
"""

RETURN = r"""
outcome:
  description: What became of the run, as in run.schema.json of the package.
  type: str
  returned: when a program could be run
rc:
  description: The program's exit code.
  type: int
  returned: when a program could be run
record:
  description: The file with the record of the run.
  type: str
  returned: when something was changed
codes:
  description: Of what is wrong, as the README has them. The message tells it whole.
  type: list
  elements: str
  returned: on failure
ansible_facts:
  description: With the key userns_harden, which is as in status.schema.json of the package.
  type: dict
  returned: when surveyed
"""

# A folder of root's a version. The link is for people, who find the program's name in its messages.
PROGRAMS = '/usr/local/lib/userns-harden'
LINK = '/usr/local/sbin/userns-harden'
# Root alone writes in these, so that it runs nobody else's Node.
PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'


def main():
    module = AnsibleModule(
        argument_spec={
            'state': {'choices': list(COMMANDS), 'default': 'hardened'},
            'profile': {'type': 'str'},
            'accept_empty_data_root': {'type': 'bool', 'default': False},
            'carry_images': {'type': 'bool', 'default': False},
            'purge': {'type': 'bool', 'default': False},
            'digest': {'type': 'str', 'required': True},
            'archive': {'type': 'path'},
        },
        supports_check_mode=True,
    )
    with contextlib.ExitStack() as stack:
        # Made with mode 0700, in contrast to Ansible's own, which is the connecting user's.
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix='userns-harden-'))
        program = find_program(module, scratch)
        COMMANDS[module.params['state']](module, program, scratch)


def harden(module, program, scratch):
    options = flags(module, 'accept_empty_data_root', 'carry_images')
    if module.params['profile'] is not None:
        # The name is in messages about it.
        path = os.path.join(scratch, 'userns_harden_profile.yaml')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(module.params['profile'])
        options += ['--set-profile', path]
    # Sent because the host had another program, or none.
    change(module, program, ['apply', *options], module.params['archive'] is not None)


def revert(module, program, _scratch):
    change(module, program, ['revert', *flags(module, 'purge')], os.path.isdir(PROGRAMS), clear_away)


def survey(module, program, _scratch):
    _, status = ask(module, [*program, 'status', '--json'])
    module.exit_json(changed=False, ansible_facts={'userns_harden': status})


COMMANDS = {'hardened': harden, 'reverted': revert, 'surveyed': survey}


def flags(module, *names):
    return ['--' + name.replace('_', '-') for name in names if module.params[name]]


def change(module, program, command, program_changes, at_the_end=lambda: None):
    dry = [*program, *command, '--dry-run']
    plan = run(module, dry)[1] if module._diff else ''
    if module.check_mode:
        rc, said = ask(module, [*dry, '--json'])
    else:
        rc, said = ask(module, [*program, *command, '--yes', '--json'])
        at_the_end()
    changed = program_changes or said['outcome'] in ('planned', 'applied', 'reverted')
    result = {key: said[key] for key in ('outcome', 'record') if key in said}
    if changed and plan:
        result['diff'] = {'prepared': plan}
    module.exit_json(changed=changed, rc=rc, **result)


def ask(module, command):
    """The document that a command printed. What it says is wrong ends the module."""
    rc, out, error = run(module, command)
    try:
        said = json.loads(out)
    except ValueError:
        module.fail_json(rc=rc, msg=(error or out).strip() or f'userns-harden ended with status {rc}.')
    if 'failure' not in said:
        return rc, said
    problems, outcome = said['failure']['problems'], said['outcome']
    told = '\n\n'.join(map(problem_text, problems))
    msg = f'userns-harden: {outcome} (exit code {rc})\n\n{told}'
    module.fail_json(rc=rc, outcome=outcome, codes=[one['code'] for one in problems], msg=msg)


def problem_text(problem):
    lines = [problem['what'], f"[{problem['code']}] {problem.get('where', '')}".strip()]
    lines += [f'  {line}' for line in problem.get('cause', '').splitlines()]
    return '\n'.join([*lines, *(f'- {remedy}' for remedy in problem['remedies'])])


def run(module, command):
    # Without LC_ALL what is shown would be in ASCII.
    return module.run_command(command, environ_update={'PATH': PATH, 'LC_ALL': 'C.UTF-8'})


def find_program(module, scratch):
    """The command line that runs it. Where something is lacking the action plugin is told, and calls again."""
    digest, archive = module.params['digest'], module.params['archive']
    folder = os.path.join(PROGRAMS, digest)
    is_there = os.path.isdir(folder)
    node = shutil.which('node', path=PATH)
    lacks = [*([] if node else ['node']), *([] if is_there or archive else ['program'])]
    if not node and (archive or module.params['state'] == 'surveyed'):
        module.fail_json(msg=f'There is no node in {PATH}. On Debian: apt-get install nodejs')
    if lacks:
        module.exit_json(changed=False, lacks=lacks)
    if not is_there:
        stays = module.params['state'] == 'hardened' and not module.check_mode
        folder = unpack(module, folder if stays else os.path.join(scratch, digest))
    return [node, os.path.join(folder, 'bin', 'userns-harden.js')]


def unpack(module, folder):
    with open(module.params['archive'], 'rb') as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != module.params['digest']:
        module.fail_json(msg='The program did not arrive as it was sent. Run the role again.')
    os.makedirs(os.path.dirname(folder), mode=0o755, exist_ok=True)
    begun = tempfile.mkdtemp(dir=os.path.dirname(folder))
    module.run_command(
        ['tar', '--extract', '--no-same-owner', f'--directory={begun}'], data=content, binary_data=True, check_rc=True
    )
    os.chmod(begun, 0o755)
    os.rename(begun, folder)
    if folder.startswith(PROGRAMS):
        settle(folder)
    return folder


def settle(folder):
    """Older programs go, and the link leads to this one, unless its name is somebody else's."""
    for other in glob.glob(f'{PROGRAMS}/*'):
        if other != folder:
            shutil.rmtree(other)
    if is_ours(LINK):
        os.unlink(LINK)
    if not os.path.lexists(LINK):
        os.symlink(os.path.join(folder, 'bin', 'userns-harden.js'), LINK)


def is_ours(link):
    return os.path.islink(link) and os.readlink(link).startswith(f'{PROGRAMS}/')


def clear_away():
    if is_ours(LINK):
        os.unlink(LINK)
    if os.path.isdir(PROGRAMS):
        shutil.rmtree(PROGRAMS)


if __name__ == '__main__':
    main()
