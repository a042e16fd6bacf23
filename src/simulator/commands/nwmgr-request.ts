import type { CommandContext } from '../command-context';
import { UNVERIFIED } from '../unverified-text';

/** What one nwmgr call asks for, with every spelling of its options folded. */
export interface NwmgrRequest {
  readonly operation: 'get' | 'set' | 'add' | 'delete' | 'reset';
  /** `lan4`; null when no instance was named. */
  readonly instance: string | null;
  /** `-A` attributes in order; `links=1,2` keeps its comma, `vlanid=120,ppa=4` is two. `all` has no value. */
  readonly attributes: ReadonlyMap<string, string | null>;
  readonly isSaved: boolean;
  readonly isFromCurrent: boolean;
  readonly isForced: boolean;
  readonly isScript: boolean;
  readonly isVerbose: boolean;
  readonly isStatistics: boolean;
}

/** errno values nwmgr ends with (nwmgr_apa(1M), September 2010, p. 9 and 11; numbers of HP-UX <errno.h>). */
const NWMGR_ERRNO = { ENXIO: 6, E2BIG: 7, EBUSY: 16, EINVAL: 22, ERANGE: 34, ENOTSUP: 252 } as const;

/** Ends a call with an errno, the only part of a failure that is documented. */
export function failNwmgr(context: CommandContext, request: NwmgrRequest, errno: keyof typeof NWMGR_ERRNO): number {
  context.err(UNVERIFIED.nwmgr(request.operation, request.instance ?? 'the subsystem', errno));
  return NWMGR_ERRNO[errno];
}
