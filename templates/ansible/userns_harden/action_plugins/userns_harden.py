"""Has the module run this package's program on a host, and gives the host what it lacks for that."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile

from ansible.plugins.action import ActionBase

# The role is inside of the package: role and program are always of one version, and no host asks a registry.
PACKAGE = os.path.realpath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 4))


class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        super().run(tmp, task_vars)
        program = packed_program()
        args = dict(self._task.args, digest=hashlib.sha256(program).hexdigest())
        # Where nothing is lacking this is all, and nothing is sent.
        result = self._module('userns_harden', args, task_vars)
        lacks = result.pop('lacks', [])
        if 'node' in lacks:
            if self._task.check_mode:
                return {'changed': True, 'msg': 'The plan can be made once nodejs is installed.'}
            installed = self._install_node(task_vars)
            if installed.get('failed'):
                return installed
        if 'program' in lacks:
            args['archive'] = self._send(program)
        if lacks:
            result = self._module('userns_harden', args, task_vars)
        if 'lacks' in result:
            return {'failed': True, 'msg': f"The host still lacks: {', '.join(result['lacks'])}."}
        return dict(result, changed=True) if 'node' in lacks else result

    def _module(self, name, args, task_vars):
        return self._execute_module(module_name=name, module_args=args, task_vars=task_vars)

    def _install_node(self, task_vars):
        wanted = {'name': 'nodejs', 'install_recommends': False, 'lock_timeout': 1800}
        installed = self._module('ansible.legacy.apt', wanted, task_vars)
        if not installed.get('failed'):
            return installed
        # The package lists may be missing, or name a version that the archive has replaced since.
        fresh = dict(wanted, update_cache=True, update_cache_retries=1)
        again = self._module('ansible.legacy.apt', fresh, task_vars)
        return installed if again.get('failed') else again

    def _send(self, program):
        shell = self._connection._shell
        folder = shell.tmpdir or self._make_tmp_path()
        path = shell.join_path(folder, 'userns-harden.tar')
        with tempfile.NamedTemporaryFile() as local:
            local.write(program)
            local.flush()
            self._transfer_file(local.name, path)
        self._fixup_perms2((folder, path))
        return path


def packed_program():
    """The same bytes for the same files, whenever and by whomever they were unpacked."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode='w', format=tarfile.USTAR_FORMAT) as archive:
        for path in ['package.json', *files_below('bin'), *files_below('dist')]:
            with open(os.path.join(PACKAGE, path), 'rb') as file:
                content = file.read()
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            entry.mode = 0o755 if path.startswith('bin/') else 0o644
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def files_below(folder):
    found = []
    for parent, _, names in os.walk(os.path.join(PACKAGE, folder)):
        found += [os.path.relpath(os.path.join(parent, name), PACKAGE) for name in names]
    return sorted(found)
