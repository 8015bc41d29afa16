import { struct } from '../canonical/shape.ts'

/** moby api/types/container, ExecCreateRequest (types.ExecConfig before). */
export const execShape = struct(
  `User Privileged Tty ConsoleSize AttachStdin AttachStderr AttachStdout Detach DetachKeys Env
   WorkingDir Cmd`,
)

/** moby api/types/container, ExecStartRequest (types.ExecStartCheck before). */
export const execStartShape = struct('Detach Tty ConsoleSize')
