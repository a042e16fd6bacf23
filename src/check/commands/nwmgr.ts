import type { Action } from '../action';
import { onlyValue, readNumber, readOptions } from './options';

interface NwmgrWords {
  readonly verb: '-a' | '-s' | '-d';
  /** `apa`, `vlan`, or undefined: the interface's own driver. */
  readonly subsystem: string | undefined;
  readonly name: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  /** `-A all`. */
  readonly isAll: boolean;
  readonly isSaved: boolean;
  readonly from: string | undefined;
}

/** Reads the `nwmgr` forms that plans use (nwmgr_apa(1M), Sept 2010; nwmgr_vlan(1M), nwmgr_intl100(1M), Feb 2007). */
export function readNwmgr(words: readonly string[]): Action | undefined {
  const read = readWords(words);
  if (read === undefined) return undefined;
  if (read.isSaved) return readSaving(read);
  if (read.name === undefined || read.isAll || read.from !== undefined) return undefined;
  if (read.subsystem === 'apa') return readApa(read, read.name);
  if (read.subsystem === 'vlan') return readVlanCreation(read, read.name);
  if (read.subsystem !== undefined) return undefined;
  if (read.verb === '-d') return read.attributes.size === 0 ? { kind: 'delete-vlan', vlan: read.name } : undefined;
  return read.verb === '-s' ? readNicSetting(read, read.name) : undefined;
}

function readWords(words: readonly string[]): NwmgrWords | undefined {
  const values = ['-A', '-c', '-S', '--fr', '--from'];
  const options = readOptions(words, values, ['-a', '-s', '-d', '-f', '--force', '--sa', '--saved']);
  if (options === undefined) return undefined;
  const verbs = (['-a', '-s', '-d'] as const).filter((verb) => options.has(verb));
  const verb = verbs[0];
  if (verb === undefined || verbs.length !== 1) return undefined;
  const attributes = new Map<string, string>();
  let isAll = false;
  for (const text of options.get('-A') ?? []) {
    if (text === 'all') isAll = true;
    else {
      for (const [name, value] of splitAttributes(text)) {
        if (value === undefined || name === undefined || attributes.has(name)) return undefined;
        attributes.set(name, value);
      }
    }
  }
  return {
    verb,
    subsystem: onlyValue(options, '-S'),
    name: onlyValue(options, '-c'),
    attributes,
    isAll,
    isSaved: options.has('--sa') || options.has('--saved'),
    from: onlyValue(options, '--fr') ?? onlyValue(options, '--from'),
  };
}

/** `vlanid=120,ppa=4` are two attributes, `links=1,2` is one: a part without `=` goes on with the value before it. */
function splitAttributes(text: string): readonly (readonly [string | undefined, string | undefined])[] {
  return text.split(/,(?=[a-z_]+=)/).map((part) => {
    const [, name, value] = /^([a-z_]+)=(.+)$/.exec(part) ?? [];
    return [name, value] as const;
  });
}

function readSaving(read: NwmgrWords): Action | undefined {
  const { verb, subsystem, name, isAll, from, attributes } = read;
  if (verb === '-d')
    return subsystem === 'vlan' && name !== undefined ? { kind: 'unsave-vlan', interface: name } : undefined;
  if (verb !== '-s' || !isAll || attributes.size > 0 || !(from === 'cu' || from === 'current')) return undefined;
  if (subsystem === 'apa' && name === undefined) return { kind: 'save-apa' };
  if (subsystem !== undefined || name === undefined) return undefined;
  return { kind: /^lan[5-8]\d{3}$/.test(name) ? 'save-vlan' : 'save-nic', interface: name };
}

function readNicSetting(read: NwmgrWords, nic: string): Action | undefined {
  const [entry, ...more] = read.attributes;
  if (entry === undefined || more.length > 0) return undefined;
  const [attribute, value] = entry;
  const bytes = readNumber(value);
  if (attribute === 'vmtu' && bytes !== undefined) return { kind: 'set-virtual-mtu', nic, bytes };
  if ((attribute !== 'rx_cko' && attribute !== 'tx_cko') || (value !== 'on' && value !== 'off')) return undefined;
  return { kind: 'set-checksum-offload', nic, direction: attribute === 'rx_cko' ? 'rx' : 'tx', isOn: value === 'on' };
}

function readVlanCreation(read: NwmgrWords, vlan: string): Action | undefined {
  const id = readNumber(read.attributes.get('vlanid'));
  const ppa = readNumber(read.attributes.get('ppa'));
  if (read.verb !== '-a' || id === undefined || ppa === undefined || read.attributes.size !== 2) return undefined;
  return { kind: 'create-vlan', vlan, uplink: `lan${String(ppa)}`, id };
}

function readApa(read: NwmgrWords, name: string): Action | undefined {
  const attribute = (wanted: string): string | undefined => read.attributes.get(wanted);
  const known = new Set(['links', 'mode', 'lb', 'key', 'gc']);
  if ([...read.attributes.keys()].some((each) => !known.has(each))) return undefined;
  const [attributeName, number] = (['key', 'gc'] as const)
    .map((name) => [name, readNumber(attribute(name))] as const)
    .find(([, value]) => value !== undefined) ?? ['key', undefined];
  if (attribute('key') !== undefined && attribute('gc') !== undefined) return undefined;
  const key = number === undefined ? undefined : `${attributeName}=${String(number)}`;
  const loadBalancing = attribute('lb') ?? null;
  const mode = attribute('mode');
  const links = attribute('links');
  if (read.verb === '-d') {
    if (links === 'all') return { kind: 'leave', group: name, ports: null };
    const ports = readLinks(links);
    return ports === undefined ? undefined : { kind: 'leave', group: name, ports };
  }
  if (read.verb === '-a') {
    const ports = readLinks(links);
    if (ports === undefined || mode === undefined || key !== undefined) return undefined;
    return { kind: 'join', group: name, ports, mode, key: null, loadBalancing };
  }
  if (links !== undefined) return undefined;
  if (mode !== undefined && key !== undefined && loadBalancing === null) {
    // LACP goes by key, FEC by group capability.
    if ((mode === 'LACP_AUTO' ? 'key' : 'gc') !== attributeName) return undefined;
    return { kind: 'join', group: `lan${String(number)}`, ports: [name], mode, key, loadBalancing: null };
  }
  if (mode !== undefined) return undefined;
  if (key !== undefined) return { kind: 'set-group-key', group: name, key, loadBalancing };
  return loadBalancing === null ? undefined : { kind: 'set-load-balancing', group: name, loadBalancing };
}

function readLinks(text: string | undefined): readonly string[] | undefined {
  return text !== undefined && /^\d+(,\d+)*$/.test(text) ? text.split(',').map((ppa) => `lan${ppa}`) : undefined;
}
