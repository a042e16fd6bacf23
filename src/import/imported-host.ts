import type { DesiredHost, HostConnection } from '../model/desired-host';
import type { ObservedHost } from '../model/observed-host';

/** Something that is not written down as code, or not whole, and why: becomes a comment. */
export interface Remark {
  /** Resource address that it is about. */
  readonly address: string;
  /** Sentences; what came from the host in them is fit for a comment. */
  readonly text: string;
}

/** A host to be written as code. */
export interface ImportSource {
  readonly observed: ObservedHost;
  /** How it was reached, as far as the code should say so. */
  readonly connection?: HostConnection;
}

/** A host as the code will declare it. Planned against the same host, it changes nothing. */
export interface ImportedHost extends ImportSource {
  /** Every list is there, as in the documents of the constructs. */
  readonly desired: DesiredDocumentOfImport;
  readonly remarks: readonly Remark[];
}

/** What the code will declare: complete lists. */
export type DesiredDocumentOfImport = DesiredHost &
  Required<Pick<DesiredHost, 'lanInterfaces' | 'apaGroups' | 'hostVlans' | 'vswitches' | 'guestNics'>>;
