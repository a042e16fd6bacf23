import type { DesiredGuestNic } from '../../model/desired-host';
import type { ImportedHost } from '../imported-host';
import { call, object, text } from '../typescript/code';
import { constructIds } from '../typescript/names';
import { quoted } from '../typescript/quoted-text';
import type { Paragraph } from '../typescript/statement';
import { remarksOf } from './remarks-of';
import type { FunctionScope } from './scope-of-host';

/** Connects the guest NICs of one vswitch, which a constant holds. */
export function guestNicsOn(
  vswitch: string,
  constant: string,
  imported: ImportedHost,
  scope: FunctionScope,
): Paragraph {
  const nics = imported.desired.guestNics.filter((nic) => nic.vswitch === vswitch);
  const ids = constructIds([]);
  const seen = new Map<string, number>();
  for (const { guest } of nics) seen.set(guest, (seen.get(guest) ?? 0) + 1);
  return nics.map((nic) => {
    const isAlone = seen.get(nic.guest) === 1;
    const id = ids.take(isAlone ? nic.guest : `${nic.guest}-${nic.slot.replace(',', '-')}`);
    return {
      comments: remarksOf(imported, `guestNic.${nic.guest}:${nic.slot}`),
      code: call(`${constant}.connect`, text(quoted(id)), options(nic, scope)),
    };
  });
}

function options({ guest, slot, adapter, vlanId }: DesiredGuestNic, scope: FunctionScope): ReturnType<typeof object> {
  if (adapter !== undefined) scope.used.add('AdapterType');
  return object({
    guest: text(quoted(guest)),
    slot: text(quoted(slot)),
    vlanId: vlanId === undefined || vlanId === null ? undefined : text(String(vlanId)),
    untagged: vlanId === null ? text('true') : undefined,
    adapter: adapter === undefined ? undefined : text(`AdapterType.${adapter === 'lan' ? 'LAN' : 'AVIO_LAN'}`),
  });
}
