import { struct } from '../canonical/shape.ts'

/** moby api/types/volume, CreateRequest. */
export const volumeShape = struct('Name Driver DriverOpts Labels ClusterVolumeSpec')
