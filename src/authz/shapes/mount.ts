import { struct } from '../canonical/shape.ts'

/** moby api/types/mount, Mount. */
export const mountShape = struct('Type Source Target ReadOnly Consistency', {
  BindOptions: struct(
    'Propagation NonRecursive CreateMountpoint ReadOnlyNonRecursive ReadOnlyForceRecursive',
  ),
  VolumeOptions: struct('NoCopy Labels Subpath', { DriverConfig: struct('Name Options') }),
  ImageOptions: struct('Subpath'),
  TmpfsOptions: struct('SizeBytes Mode Options'),
  ClusterOptions: struct(''),
})
