import { struct } from '../canonical/shape.ts'

/** moby api/types/volume, CreateRequest. */
export const volumeShape = struct({
  '1.21': 'Name Driver DriverOpts',
  '1.23': 'Labels',
  '1.42': 'ClusterVolumeSpec',
})
