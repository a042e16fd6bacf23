import { createHmac } from 'node:crypto';

/** Text of a known_hosts file. */
export interface KnownHostsFile {
  readonly path: string;
  readonly text: string;
}

/** One usable line of a known_hosts file. */
export interface KnownHostsEntry {
  readonly marker: 'none' | 'revoked' | 'cert-authority';
  /** As written: patterns separated by commas, or one hashed name. */
  readonly hosts: string;
  /** For example `ssh-ed25519`. */
  readonly keyType: string;
  /** The key in SSH wire format, base64 without padding. */
  readonly key: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** Place of a line that could not be used. */
export interface UnreadableLine {
  readonly path: string;
  readonly line: number;
}

export interface KnownHosts {
  readonly entries: readonly KnownHostsEntry[];
  readonly unreadable: readonly UnreadableLine[];
}

/** What known_hosts says about the key that a host showed. */
export type HostKeyVerdict =
  | { readonly status: 'match'; readonly entry: KnownHostsEntry }
  /** `known`: lines that know another key of the same type for this host. */
  | { readonly status: 'changed'; readonly known: readonly KnownHostsEntry[] }
  /**
   * No line knows a key of this type. `otherTypes`: lines that know keys of other types for this host.
   * `certificateAuthorities`: lines that vouch for certificates of this host, which are not asked for.
   */
  | {
      readonly status: 'unknown';
      readonly otherTypes: readonly KnownHostsEntry[];
      readonly certificateAuthorities: readonly KnownHostsEntry[];
    }
  | { readonly status: 'revoked'; readonly entry: KnownHostsEntry };

/** The host whose key is looked up. */
export interface HostToCheck {
  readonly address: string;
  readonly port: number;
  /** HostKeyAlias; replaces address and port. */
  readonly alias: string | null;
}

/**
 * Reads known_hosts files (sshd(8), OpenSSH 9.2, SSH_KNOWN_HOSTS FILE FORMAT): plain, wildcard, negated and hashed
 * names, `[host]:port`, `@revoked`, `@cert-authority`, comments. Lines that are none of these are listed, not fatal,
 * as with ssh(1). Never throws.
 */
export function parseKnownHosts(files: readonly KnownHostsFile[]): KnownHosts {
  const entries: KnownHostsEntry[] = [];
  const unreadable: UnreadableLine[] = [];
  for (const { path, text } of files) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const content = line.trim();
      if (content === '' || content.startsWith('#')) continue;
      const place = { path, line: index + 1 };
      const entry = parseEntry(content);
      if (entry === undefined) unreadable.push(place);
      else entries.push({ ...entry, ...place });
    }
  }
  return { entries, unreadable };
}

/**
 * Reads a list of revoked keys (ssh_config(5), OpenSSH 9.2, RevokedHostKeys): one public key a line. Revoked for every
 * host. `unreadable` holds the lines that are no keys, and line 1 of a key revocation list in binary form: whoever asks for
 * revoked keys must not go on with a part of them.
 */
export function parseRevokedKeys({ path, text }: KnownHostsFile): KnownHosts {
  if (text.startsWith('SSHKRL')) return { entries: [], unreadable: [{ path, line: 1 }] };
  const lines = text.split('\n').map((line) => {
    const content = line.trim();
    return content === '' || content.startsWith('#') ? '' : `@revoked * ${content}`;
  });
  return parseKnownHosts([{ path, text: lines.join('\n') }]);
}

/**
 * Judges the key that a host showed, in SSH wire format. A revoked key is revoked whatever else is known. A host on a
 * port other than 22 that is not known as `[address]:port` may be known by its plain address, as with ssh(1).
 */
export function checkHostKey(known: KnownHosts, host: HostToCheck, key: Buffer): HostKeyVerdict {
  const encoded = unpadded(key.toString('base64'));
  const keyType = keyTypeOf(key);
  const [name, plainName] = hostKeyNames(host);
  const about = entriesAbout(known, name);
  const aboutPlain = plainName === undefined ? [] : entriesAbout(known, plainName);

  const revoked = [...about, ...aboutPlain].find((entry) => entry.marker === 'revoked' && entry.key === encoded);
  if (revoked !== undefined) return { status: 'revoked', entry: revoked };

  const keys = about.filter((entry) => entry.marker === 'none');
  const sameKey = keys.find((entry) => entry.key === encoded);
  if (sameKey !== undefined) return { status: 'match', entry: sameKey };
  const sameType = keys.filter((entry) => entry.keyType === keyType);
  if (sameType.length > 0) return { status: 'changed', known: sameType };

  const sameKeyPlain = aboutPlain.find((entry) => entry.marker === 'none' && entry.key === encoded);
  if (sameKeyPlain !== undefined) return { status: 'match', entry: sameKeyPlain };
  return {
    status: 'unknown',
    otherTypes: keys,
    certificateAuthorities: about.filter((entry) => entry.marker === 'cert-authority'),
  };
}

/** Types of the keys that are known for a host, without repetition, in the order of the files. */
export function knownKeyTypes(known: KnownHosts, host: HostToCheck): readonly string[] {
  const names = hostKeyNames(host);
  const about = new Set(names.flatMap((name) => entriesAbout(known, name)).filter(({ marker }) => marker === 'none'));
  const inOrder = about.size < 2 ? [...about] : known.entries.filter((entry) => about.has(entry));
  return [...new Set(inOrder.map((entry) => entry.keyType))];
}

/** Whether a line names a host to know it by, be it by a key or by an authority. */
export function isNamedIn(known: KnownHosts, host: HostToCheck): boolean {
  const names = hostKeyNames(host);
  return names.some((name) => entriesAbout(known, name).some(({ marker }) => marker !== 'revoked'));
}

/** Names a host may be known by, best first; the first is the one to write into known_hosts. */
export function hostKeyNames(host: HostToCheck): readonly [string, ...string[]] {
  if (host.alias !== null) return [host.alias.toLowerCase()];
  const address = host.address.toLowerCase();
  return host.port === 22 ? [address] : [`[${address}]:${String(host.port)}`, address];
}

/** Type of a key in SSH wire format: its first string. Empty when the bytes are no key. */
export function keyTypeOf(key: Buffer): string {
  const length = key.length < 4 ? 0 : key.readUInt32BE(0);
  return length > 64 || length > key.length - 4 ? '' : key.toString('latin1', 4, 4 + length);
}

function parseEntry(content: string): Omit<KnownHostsEntry, 'path' | 'line'> | undefined {
  const words = content.split(/[ \t]+/);
  const marker = content.startsWith('@') ? words.shift() : '@none';
  if (marker !== '@none' && marker !== '@revoked' && marker !== '@cert-authority') return undefined;
  const [hosts = '', keyType = '', base64 = ''] = words;
  if (hosts === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const key = Buffer.from(base64, 'base64');
  if (keyTypeOf(key) !== keyType || keyType === '') return undefined;
  return {
    marker: marker === '@none' ? 'none' : marker === '@revoked' ? 'revoked' : 'cert-authority',
    hosts,
    keyType,
    key: unpadded(key.toString('base64')),
  };
}

/** Entries that are found by a name as it stands there, the others, each with its place, and what was found before. */
interface EntryIndex {
  readonly byName: ReadonlyMap<string, readonly number[]>;
  readonly patterns: readonly { readonly place: number; readonly matches: (name: string) => boolean }[];
  readonly found: Map<string, readonly KnownHostsEntry[]>;
}

const indexes = new WeakMap<KnownHosts, EntryIndex>();

/**
 * Entries about a name, in the order of the files. A file with thousands of names is looked through once, and not for every host; its patterns and hashed names are tried
 * once for each name.
 */
function entriesAbout(known: KnownHosts, name: string): readonly KnownHostsEntry[] {
  const index = indexes.get(known) ?? indexOf(known);
  indexes.set(known, index);
  const before = index.found.get(name);
  if (before !== undefined) return before;
  const places = [
    ...(index.byName.get(name) ?? []),
    ...index.patterns.filter(({ matches }) => matches(name)).map(({ place }) => place),
  ];
  const entries = places.sort((left, right) => left - right).flatMap((place) => known.entries[place] ?? []);
  index.found.set(name, entries);
  return entries;
}

function indexOf({ entries }: KnownHosts): EntryIndex {
  const byName = new Map<string, number[]>();
  const patterns: EntryIndex['patterns'][number][] = [];
  for (const [place, { hosts }] of entries.entries()) {
    if (hosts.startsWith('|')) patterns.push({ place, matches: hashedName(hosts) });
    else if (/[*?!]/.test(hosts)) patterns.push({ place, matches: (name) => matchesPatterns(hosts, name) });
    else
      for (const name of new Set(hosts.toLowerCase().split(','))) {
        const places = byName.get(name);
        if (places === undefined) byName.set(name, [place]);
        else places.push(place);
      }
  }
  return { byName, patterns, found: new Map() };
}

function matchesPatterns(hosts: string, name: string): boolean {
  let isMatched = false;
  for (const pattern of hosts.toLowerCase().split(',')) {
    if (pattern.startsWith('!') && matchesWildcard(pattern.slice(1), name)) return false;
    isMatched ||= matchesWildcard(pattern, name);
  }
  return isMatched;
}

/** `|1|salt|hash`: HMAC-SHA1 of the name, keyed with the salt. */
function hashedName(hosts: string): (name: string) => boolean {
  const [, version, salt = '', hash = '', ...rest] = hosts.split('|');
  if (version !== '1' || rest.length > 0 || salt === '' || hash === '') return () => false;
  const key = Buffer.from(salt, 'base64');
  const expected = unpadded(hash);
  return (name) => unpadded(createHmac('sha1', key).update(name).digest('base64')) === expected;
}

/** `*` is any text, `?` any one character. Linear in the text for each star: no backtracking to attack. */
function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const character = pattern[inPattern];
    if (character === '*') {
      star = inPattern++;
      starAt = at;
    } else if (character === '?' || character === text[at]) {
      inPattern++;
      at++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(inPattern));
}

function unpadded(base64: string): string {
  return base64.replace(/=+$/, '');
}
