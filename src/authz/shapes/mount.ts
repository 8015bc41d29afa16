import { struct } from '../canonical/shape.ts'

/** moby api/types/mount, Mount. */
export const mountShape = struct(
  {
    '1.25': 'Type Source Target ReadOnly BindOptions VolumeOptions TmpfsOptions',
    '1.28': 'Consistency',
    '1.42': 'ClusterOptions',
    '1.48': 'ImageOptions',
  },
  {
    BindOptions: struct({
      '1.25': 'Propagation',
      '1.40': 'NonRecursive',
      '1.42': 'CreateMountpoint',
      '1.44': 'ReadOnlyNonRecursive ReadOnlyForceRecursive',
    }),
    VolumeOptions: struct(
      { '1.25': 'NoCopy Labels DriverConfig', '1.45': 'Subpath' },
      { DriverConfig: struct({ '1.25': 'Name Options' }) },
    ),
    ImageOptions: struct({ '1.48': 'Subpath' }),
    TmpfsOptions: struct({ '1.25': 'SizeBytes Mode', '1.46': 'Options' }),
    ClusterOptions: struct({}),
  },
)
