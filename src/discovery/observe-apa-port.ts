import type { InterfaceName } from '../model/names';
import type { ObservedApaPort } from '../model/observed-host';
import type { Evidence } from './evidence';
import { currentAttributes, parseNwmgrScript } from './parsers/parse-nwmgr-script';

/**
 * How APA has set a NIC up as a port. The query is documented for ports, its answer was never published: whatever cannot be
 * read is null and no gap, because it only ever warns.
 *
 * @see nwmgr_apa(1M), September 2010, p. 6: attributes `mode`, `key`, `gc`
 */
export function observeApaPort(evidence: Evidence, name: InterfaceName): ObservedApaPort | null {
  const records = evidence.attempt({ probe: 'port-attributes', object: name, parse: parseNwmgrScript });
  if (!records.ok) return null;
  const attributes = currentAttributes(records.value, name);
  const port = {
    mode: attributes.get('mode') ?? null,
    key: readKeyNumber(attributes.get('key')),
    groupCapability: readKeyNumber(attributes.get('gc')),
  };
  return Object.values(port).every((value) => value === null) ? null : port;
}

/** A key or group capability; null when it is not there, is `-`, or is 0, with which no aggregate is told from another. */
export function readKeyNumber(text: string | undefined): number | null {
  const value = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return value > 0 ? value : null;
}
