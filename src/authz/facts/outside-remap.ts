import { listContainers, type Ask, type ListedContainer } from './container-list.ts'

/**
 * Finds the containers of a Docker that are in the host's own user namespace: those that were there when
 * it is first asked, for the plugin lets no others be made.
 */
export class OutsideRemap {
  /** By id. Of a container this never changes. */
  private readonly known = new Map<string, boolean>()
  private found: Promise<ListedContainer[]> | undefined

  constructor(private readonly ask: Ask) {}

  /** Looks once, and again only where something could not be found out. */
  containers(): Promise<ListedContainer[]> {
    this.found ??= this.look().catch((error: unknown) => {
      this.found = undefined
      throw error
    })
    return this.found
  }

  /** Docker's list does not tell, so each is inspected. */
  private async look(): Promise<ListedContainer[]> {
    const containers = await listContainers(this.ask)
    await Promise.all(containers.map(({ id }) => this.inspect(id)))
    if (!containers.every(({ id }) => this.known.has(id))) this.found = undefined
    return containers.filter(({ id }) => this.known.get(id) ?? true)
  }

  /** Leaves it open where Docker does not answer, as while somebody copies slowly: that one counts as outside. */
  private async inspect(id: string): Promise<void> {
    if (this.known.has(id)) return
    try {
      const found = (await this.ask(`/containers/${id}/json`)) as Inspected | undefined
      // Gone since, if undefined.
      this.known.set(id, found !== undefined && found.HostConfig?.UsernsMode !== '')
    } catch {
      return
    }
  }
}

interface Inspected {
  HostConfig?: { UsernsMode?: unknown }
}
