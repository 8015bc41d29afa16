/** One thing that was found on a host, for whoever is to answer questions about it. */
export interface FoundLine {
  title: string
  text: string
}

/** What an answer can be made of. */
export interface Candidate {
  value: string
  /** Why it is proposed, as a few words. */
  why: string
  /** Whether it is part of the answer where nobody says otherwise. */
  isChosen: boolean
}

/** What was seen of a host, and the answers that go with it. */
export interface Proposal {
  found: FoundLine[]
  groups: Candidate[]
  users: Candidate[]
  devices: Candidate[]
  runtimes: Candidate[]
  remap: RemapProposal
  /** The file that dockerd reads its configuration from. */
  daemonConfig: string
  /** What stops when Docker is restarted. */
  runningContainers: string[]
}

export interface RemapProposal {
  value: string
  /** What speaks against Docker's own user dockremap; nothing on most hosts. */
  against: string[]
}
