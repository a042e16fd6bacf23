import type { Action } from '../action';
import { readNumber, readOptions, valueOf } from './options';

interface NwmgrWords {
  readonly verb: '-a' | '-s' | '-d';
  /** `apa`, `vlan`, or undefined: the interface's own driver. */
  readonly subsystem: string | undefined;
  readonly name: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  /** `-A all`. */
  readonly isAll: boolean;
  readonly isSaved: boolean;
  /** Values of `--fr` and `--from`. */
  readonly from: readonly string[];
  /** Goes on where the host would refuse to touch an interface that it finds critical. */
  readonly isForced: boolean;
}

/** Reads the `nwmgr` forms that plans use (nwmgr_apa(1M), Sept 2010; nwmgr_vlan(1M), nwmgr_intl100(1M), Feb 2007). */
export function readNwmgr(words: readonly string[], isWayBack = false): Action | undefined {
  const read = readWords(words);
  if (read === undefined) return undefined;
  const action = readAction(read);
  return read.isForced && !mayBeForced(action, isWayBack) ? undefined : action;
}

/**
 * Offload settings of a NIC that carries an address, and the emptying of a group; nothing else goes on by force. A way back
 * must not stop where a plan may: it takes single ports out, too, and builds failover groups whose ports do not reach one
 * another (nwmgr_apa(1M), September 2010, p. 8-9).
 */
function mayBeForced(action: Action | undefined, isWayBack: boolean): boolean {
  if (action?.kind === 'leave') return isWayBack || action.ports === null;
  if (action?.kind === 'join') return isWayBack && action.mode === 'LAN_MONITOR';
  return action?.kind === 'set-checksum-offload' || action?.kind === 'set-virtual-mtu';
}

function readAction(read: NwmgrWords): Action | undefined {
  if (read.isSaved) return readSaving(read);
  if (read.name === undefined || read.isAll || read.from.length > 0) return undefined;
  if (read.subsystem === 'apa') return readApa(read, read.name);
  if (read.subsystem === 'vlan') return readVlanCreation(read, read.name);
  if (read.subsystem !== undefined) return undefined;
  if (read.verb === '-d') return read.attributes.size === 0 ? { kind: 'delete-vlan', vlan: read.name } : undefined;
  return read.verb === '-s' ? readNicSetting(read, read.name) : undefined;
}

function readWords(words: readonly string[]): NwmgrWords | undefined {
  const options = readOptions(words, {
    once: ['-c', '-S', '--fr', '--from'],
    often: ['-A'],
    flags: ['-a', '-s', '-d', '-f', '--force', '--sa', '--saved'],
  });
  if (options === undefined) return undefined;
  const [verb, ...otherVerbs] = (['-a', '-s', '-d'] as const).filter((name) => options.has(name));
  const texts = options.get('-A') ?? [];
  const isAll = texts.join(' ') === 'all';
  const attributes = readAttributes(isAll ? [] : texts);
  if (verb === undefined || otherVerbs.length > 0 || attributes === undefined) return undefined;
  return {
    verb,
    subsystem: valueOf(options, '-S'),
    name: valueOf(options, '-c'),
    attributes,
    isAll,
    isSaved: options.has('--sa') || options.has('--saved'),
    from: ['--fr', '--from'].flatMap((name) => options.get(name) ?? []),
    isForced: options.has('-f') || options.has('--force'),
  };
}

/** `vlanid=120,ppa=4` are two attributes, `links=1,2` is one: a part without `=` goes on with the value before it. */
function readAttributes(texts: readonly string[]): ReadonlyMap<string, string> | undefined {
  const attributes = new Map<string, string>();
  for (const part of texts.flatMap((text) => text.split(/,(?=[a-z_]+=)/))) {
    const [name = '', value = '', ...more] = part.split('=');
    if (value === '' || more.length > 0 || attributes.has(name)) return undefined;
    attributes.set(name, value);
  }
  return attributes;
}

function readSaving(read: NwmgrWords): Action | undefined {
  const { verb, subsystem, name, isAll, from, attributes } = read;
  if (verb === '-d') {
    if (subsystem !== 'vlan' || name === undefined || isAll || from.length > 0 || attributes.size > 0) return undefined;
    return { kind: 'unsave-vlan', interface: name };
  }
  if (verb !== '-s' || !isAll || !['cu', 'current'].includes(from.join(' '))) return undefined;
  if (subsystem === 'apa' && name === undefined) return { kind: 'save-apa' };
  if (subsystem !== undefined || name === undefined) return undefined;
  return { kind: /^lan[5-8]\d{3}$/.test(name) ? 'save-vlan' : 'save-nic', interface: name };
}

function readNicSetting(read: NwmgrWords, nic: string): Action | undefined {
  const value = (attribute: string): string | undefined =>
    hasOnly(read, [attribute]) ? read.attributes.get(attribute) : undefined;
  const bytes = readNumber(value('vmtu'));
  if (bytes !== undefined) return { kind: 'set-virtual-mtu', nic, bytes };
  for (const direction of ['rx', 'tx'] as const) {
    const setting = value(`${direction}_cko`);
    if (setting === 'on' || setting === 'off')
      return { kind: 'set-checksum-offload', nic, direction, isOn: setting === 'on' };
  }
  return undefined;
}

function readVlanCreation(read: NwmgrWords, vlan: string): Action | undefined {
  const id = readNumber(read.attributes.get('vlanid'));
  const ppa = readNumber(read.attributes.get('ppa'));
  if (read.verb !== '-a' || !hasOnly(read, ['vlanid', 'ppa']) || id === undefined || ppa === undefined)
    return undefined;
  return { kind: 'create-vlan', vlan, uplink: `lan${String(ppa)}`, id };
}

function readApa(read: NwmgrWords, name: string): Action | undefined {
  if (read.verb === '-d') return readLeaving(read, name);
  return read.verb === '-a' ? readJoining(read, name) : readGroupSetting(read, name);
}

function readLeaving(read: NwmgrWords, group: string): Action | undefined {
  const links = read.attributes.get('links');
  const ports = links === 'all' ? null : readLinks(links);
  return ports === undefined || !hasOnly(read, ['links']) ? undefined : { kind: 'leave', group, ports };
}

/** Ports join a MANUAL aggregate or a failover group. */
function readJoining(read: NwmgrWords, group: string): Action | undefined {
  const ports = readLinks(read.attributes.get('links'));
  const mode = read.attributes.get('mode');
  if (ports === undefined || !hasOnly(read, ['links', 'mode', 'lb'])) return undefined;
  if (mode !== 'MANUAL' && mode !== 'LAN_MONITOR') return undefined;
  return { kind: 'join', group, ports, mode, key: null, loadBalancing: read.attributes.get('lb') ?? null };
}

/**
 * A group gets a number or a load balancing, or a port joins the group of a number: LACP by key, FEC by group capability.
 * The number is that of the group itself (APA Administrator's Guide, December 2007, p. 39): by any other it could not be
 * told which group a port joins.
 */
function readGroupSetting(read: NwmgrWords, name: string): Action | undefined {
  const loadBalancing = read.attributes.get('lb') ?? null;
  const mode = read.attributes.get('mode');
  const byMode = new Map([
    ['LACP_AUTO', 'key'],
    ['FEC_AUTO', 'gc'],
  ]);
  for (const numbered of byMode.values()) {
    const number = readNumber(read.attributes.get(numbered));
    if (number === undefined) continue;
    const key = `${numbered}=${String(number)}`;
    const group = `lan${String(number)}`;
    if (hasOnly(read, [numbered, 'lb']))
      return group === name ? { kind: 'set-group-key', group, key, loadBalancing } : undefined;
    if (mode === undefined || byMode.get(mode) !== numbered || !hasOnly(read, [numbered, 'mode'])) return undefined;
    return { kind: 'join', group, ports: [name], mode, key, loadBalancing: null };
  }
  if (loadBalancing === null || !hasOnly(read, ['lb'])) return undefined;
  return { kind: 'set-load-balancing', group: name, loadBalancing };
}

function readLinks(text: string | undefined): readonly string[] | undefined {
  const ppas = text?.split(',').map(readNumber);
  return ppas?.every((ppa) => ppa !== undefined) === true ? ppas.map((ppa) => `lan${String(ppa)}`) : undefined;
}

function hasOnly(read: NwmgrWords, names: readonly string[]): boolean {
  return [...read.attributes.keys()].every((name) => names.includes(name));
}
