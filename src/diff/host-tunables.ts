import type { DesiredHost } from '../model/desired-host';
import { resourceAddress } from '../model/resource';
import { changedFields } from './field-changes';
import type { ObservedIndex, ResourceDifference } from './resource-difference';
import { unknownState } from './unknown-state';

/** Compares `/etc/rc.config.d/hpvmconf` tunables. */
export function compareTunables(desired: DesiredHost, observed: ObservedIndex): ResourceDifference {
  if (desired.tunables === undefined) return { changes: [], diagnostics: [] };
  const address = resourceAddress('tunables');
  const gap = observed.gapFor('tunables');
  if (gap !== undefined && desired.tunables.macAddressFrames !== undefined) {
    return { changes: [], diagnostics: [unknownState(address, 'HPVMMACADDRFRAMES', gap)] };
  }
  const fields = changedFields([
    {
      path: 'macAddressFrames',
      before: observed.host.tunables.macAddressFrames,
      after: desired.tunables.macAddressFrames,
    },
  ]);
  return {
    changes: fields.length === 0 ? [] : [{ address, kind: 'tunables', action: 'update', fields }],
    diagnostics: [],
  };
}
