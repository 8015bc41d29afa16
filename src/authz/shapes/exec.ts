import { struct } from '../canonical/shape.ts'

/** moby api/types/container, ExecCreateRequest (types.ExecConfig before). */
export const execShape = struct({
  '1.18': 'User Privileged Tty AttachStdin AttachStderr AttachStdout Detach Cmd',
  '1.22': 'DetachKeys',
  '1.25': 'Env',
  '1.35': 'WorkingDir',
  '1.42': 'ConsoleSize',
})

/** moby api/types/container, ExecStartRequest (types.ExecStartCheck before). */
export const execStartShape = struct({ '1.18': 'Detach Tty', '1.42': 'ConsoleSize' })
