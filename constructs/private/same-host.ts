import type { IConstruct } from 'constructs';

import type { IntegrityVmHost } from '../integrity-vm-host';
import { constructError } from './construct-error';

/** @throws Error when a reference leads to an element of another host */
export function requireSameHost(
  scope: IConstruct,
  host: IntegrityVmHost,
  property: string,
  reference: IConstruct & { readonly host: IntegrityVmHost },
): void {
  if (reference.host === host) return;
  throw constructError(
    scope,
    `${property} is ${reference.node.path}, which belongs to host "${reference.host.hostName}" (${reference.host.node.path}); ` +
      `an element of host "${host.hostName}" can only refer to elements of the same host`,
  );
}
