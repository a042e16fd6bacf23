import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { testWith } from '../../test/transport/programs';
import { checkHostKey, hostKeyNames, knownKeyTypes, parseKnownHosts, type HostToCheck } from './known-hosts';

/** A key in wire format that differs from all others by its letter. */
function key(letter: string, type = 'ssh-ed25519'): Buffer {
  const string = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  return Buffer.concat([string(Buffer.from(type)), string(Buffer.alloc(32, letter))]);
}

function lineOf(hosts: string, letter: string, type = 'ssh-ed25519'): string {
  return `${hosts} ${type} ${key(letter, type).toString('base64')}`;
}

function statusOf(text: string, host: Partial<HostToCheck>, shown = key('a')): string {
  const known = parseKnownHosts([{ path: 'known_hosts', text }]);
  return checkHostKey(known, { address: 'vmhost1', port: 22, alias: null, ...host }, shown).status;
}

test('one file answers for each host by its own lines, however often it is asked', () => {
  const text = [lineOf('vmhost1', 'a'), lineOf(hashedName('vmhost2'), 'b'), lineOf('*.net', 'c')].join('\n');
  const known = parseKnownHosts([{ path: 'known_hosts', text }]);
  const verdicts = ['vmhost1', 'vmhost2', 'x.net', 'vmhost1', 'vmhost2', 'x.net'].map((address) => {
    const verdict = checkHostKey(known, { address, port: 22, alias: null }, key('b'));
    return verdict.status === 'changed' ? verdict.known.map(({ line }) => line) : verdict.status;
  });
  expect(verdicts).toEqual([[1], 'match', [3], [1], 'match', [3]]);
});

/** A name as `ssh-keygen -H` writes it. */
function hashedName(name: string): string {
  const salt = Buffer.alloc(20, 's');
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
}

describe('checkHostKey', () => {
  test.each([
    ['a plain name', lineOf('vmhost1', 'a'), {}, 'match'],
    ['a name in other case', lineOf('VMhost1', 'a'), { address: 'vmHOST1' }, 'match'],
    ['a name in a list', lineOf('other,vmhost1,10.0.0.5', 'a'), {}, 'match'],
    ['a comment behind the key', `${lineOf('vmhost1', 'a')} root@vmhost1 installed`, {}, 'match'],
    ['a wildcard', lineOf('*.example.net', 'a'), { address: 'vmhost1.example.net' }, 'match'],
    ['a question mark', lineOf('vmhost?', 'a'), {}, 'match'],
    ['a wildcard that needs one character more', lineOf('vmhost1?', 'a'), {}, 'unknown'],
    ['a wildcard with an exception', lineOf('*,!vmhost1', 'a'), {}, 'unknown'],
    ['an exception before the wildcard', lineOf('!vmhost1,*', 'a'), {}, 'unknown'],
    ['another exception', lineOf('*,!vmhost2', 'a'), {}, 'match'],
    ['a port', lineOf('[vmhost1]:2222', 'a'), { port: 2222 }, 'match'],
    ['another port', lineOf('[vmhost1]:2222', 'a'), { port: 2223 }, 'unknown'],
    ['the standard port, known with another one', lineOf('[vmhost1]:2222', 'a'), {}, 'unknown'],
    ['another port, known by the plain name', lineOf('vmhost1', 'a'), { port: 2222 }, 'match'],
    ['another port, with another key for the plain name', lineOf('vmhost1', 'b'), { port: 2222 }, 'unknown'],
    ['an IPv6 address with a port', lineOf('[2001:db8::1]:2222', 'a'), { address: '2001:DB8::1', port: 2222 }, 'match'],
    ['an alias, whatever address and port', lineOf('alias', 'a'), { alias: 'alias', port: 2222 }, 'match'],
    ['the address, when an alias is asked for', lineOf('vmhost1', 'a'), { alias: 'alias' }, 'unknown'],
    ['another key of the same type', lineOf('vmhost1', 'b'), {}, 'changed'],
    ['two keys of the same type', `${lineOf('vmhost1', 'b')}\n${lineOf('vmhost1', 'a')}`, {}, 'match'],
    ['a key of another type only', lineOf('vmhost1', 'a', 'ssh-rsa'), {}, 'unknown'],
    ['a revoked key', `${lineOf('vmhost1', 'a')}\n@revoked ${lineOf('*', 'a')}`, {}, 'revoked'],
    ['a revoked key of another host', `${lineOf('vmhost1', 'a')}\n@revoked ${lineOf('other', 'a')}`, {}, 'match'],
    ['another revoked key', `${lineOf('vmhost1', 'a')}\n@revoked ${lineOf('*', 'b')}`, {}, 'match'],
    [
      'a revoked key for the plain name, at another port',
      `${lineOf('[vmhost1]:22022', 'a')}\n@revoked ${lineOf('vmhost1', 'a')}`,
      { port: 22022 },
      'revoked',
    ],
    ['a certificate authority with that key', `@cert-authority ${lineOf('*', 'a')}`, {}, 'unknown'],
    ['an unknown marker', `@trusted ${lineOf('vmhost1', 'a')}`, {}, 'unknown'],
    ['a commented line', `#${lineOf('vmhost1', 'a')}`, {}, 'unknown'],
    ['a line with leading blanks and tabs', ` \t${lineOf('vmhost1', 'a').replaceAll(' ', '\t')}\r`, {}, 'match'],
    [
      'a key whose type is not the one it says',
      lineOf('vmhost1', 'a').replace('ssh-ed25519', 'ssh-rsa'),
      {},
      'unknown',
    ],
    ['nothing', '', {}, 'unknown'],
  ] as const)('judges %s', (_, text, host, status) => {
    expect(statusOf(text, host)).toBe(status);
  });

  test('names the line that knows the other key', () => {
    const known = parseKnownHosts([
      { path: '/one', text: '# comment\n' },
      { path: '/two', text: `\n${lineOf('vmhost1', 'b')}\n` },
    ]);
    const verdict = checkHostKey(known, { address: 'vmhost1', port: 22, alias: null }, key('a'));
    expect(verdict).toMatchObject({ status: 'changed', known: [{ path: '/two', line: 2 }] });
  });

  test('lists certificate authorities and keys of other types beside an unknown key', () => {
    const text = `@cert-authority ${lineOf('*', 'c')}\n${lineOf('vmhost1', 'a', 'ssh-rsa')}`;
    const known = parseKnownHosts([{ path: 'f', text }]);
    const verdict = checkHostKey(known, { address: 'vmhost1', port: 22, alias: null }, key('a'));
    expect(verdict).toMatchObject({
      status: 'unknown',
      certificateAuthorities: [{ line: 1 }],
      otherTypes: [{ line: 2 }],
    });
    expect(knownKeyTypes(known, { address: 'vmhost1', port: 22, alias: null })).toEqual(['ssh-rsa']);
  });

  test('is not slowed down by a pattern made of stars', () => {
    expect(statusOf(lineOf(`${'*a'.repeat(500)}b`, 'a'), { address: 'a'.repeat(5_000) })).toBe('unknown');
  });
});

describe('parseKnownHosts', () => {
  test('lists lines that are no known_hosts lines, with their places', () => {
    const text = `vmhost1\nvmhost1 ssh-ed25519 !!!\n\n# fine\nvmhost1 1024 35 12345\n${lineOf('vmhost1', 'a')}`;
    const known = parseKnownHosts([{ path: 'f', text }]);
    expect(known.unreadable.map((place) => place.line)).toEqual([1, 2, 5]);
    expect(known.entries).toHaveLength(1);
  });

  test('never throws, and never takes anything but a line with that very key for a match', () => {
    const line = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('|1|', '|1|x|y', '@revoked', '@cert-authority * ssh-ed25519', '!', 'a,,b ssh-ed25519 AAAA', '\0'),
      fc
        .constantFrom(lineOf('vmhost1', 'b'), lineOf('*', 'c'))
        .chain((good) =>
          fc.tuple(fc.nat(good.length), fc.string()).map(([at, junk]) => good.slice(0, at) + junk + good.slice(at)),
        ),
    );
    fc.assert(
      fc.property(
        fc.array(line),
        fc.string(),
        fc.integer({ min: 1, max: 65_535 }),
        fc.uint8Array(),
        (lines, address, port, shown) => {
          const known = parseKnownHosts([{ path: 'f', text: lines.join('\n') }]);
          const host = { address, port, alias: null };
          const verdict = checkHostKey(known, host, Buffer.from(shown));
          expect(verdict.status).not.toBe('match');
          expect(checkHostKey(known, host, key('a')).status).not.toBe('match');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('beside ssh-keygen', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hpvm-known-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Lines that `ssh-keygen -F` finds for a name. */
  function foundBySshKeygen(file: string, name: string): number[] {
    try {
      const text = execFileSync('ssh-keygen', ['-F', name, '-f', file], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return [...text.matchAll(/found: line ([0-9]+)/g)].map((match) => Number(match[1]));
    } catch {
      // Exit status 1: not found.
      return [];
    }
  }

  /** Lines that we find: each line has a key of its own, so that the key tells the line. */
  function foundByUs(text: string, host: HostToCheck, count: number): number[] {
    const known = parseKnownHosts([{ path: 'f', text }]);
    return Array.from({ length: count }, (_, index) => index + 1).filter((line) => {
      const verdict = checkHostKey(known, host, key(String.fromCharCode(64 + line)));
      return verdict.status === 'match' || verdict.status === 'revoked';
    });
  }

  const label = fc.constantFrom('vmhost1', 'vmhost2', 'db', 'a.example.net', '10.0.0.5', '2001:db8::1');
  const name = fc.oneof(
    label,
    label.map((text) => `[${text}]:2222`),
  );
  const pattern = fc.oneof(
    name,
    fc.constantFrom('*', '*.net', 'vmhost?', '!vmhost1', '![vmhost1]:2222', '[*]:2222', 'VMHOST1', '10.*'),
  );
  const hosts = fc.array(pattern, { minLength: 1, maxLength: 4 }).map((patterns) => patterns.join(','));

  testWith('ssh-keygen')('finds the same lines in plain and in hashed files', () => {
    fc.assert(
      fc.property(fc.array(hosts, { minLength: 1, maxLength: 8 }), fc.boolean(), (lines, isHashed) => {
        const file = path.join(folder, 'known_hosts');
        writeFileSync(file, lines.map((line, index) => `${lineOf(line, String.fromCharCode(65 + index))}\n`).join(''));
        // Hashing splits lists into lines of their own; names with wildcards stay as they are.
        if (isHashed) execFileSync('ssh-keygen', ['-H', '-f', file], { stdio: 'ignore' });
        const text = execFileSync('cat', [file], { encoding: 'utf8' });
        for (const host of ['vmhost1', '10.0.0.5', '[vmhost1]:2222', '[2001:db8::1]:2222']) {
          const match = /^\[(.*)\]:(.*)$/.exec(host);
          // An alias is looked up exactly as written, as ssh-keygen -F does.
          const lineNumbers = foundBySshKeygen(file, host);
          const keysFound = lineNumbers.map((line) => text.split('\n')[line - 1]?.split(' ')[2]);
          const ours = foundByUs(text, { address: '', port: 22, alias: match?.[0] ?? host }, lines.length);
          expect(ours.map((line) => key(String.fromCharCode(64 + line)).toString('base64'))).toEqual([
            ...new Set(keysFound),
          ]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('hostKeyNames gives the name to write into known_hosts first', () => {
  expect(hostKeyNames({ address: 'VMhost1', port: 22, alias: null })).toEqual(['vmhost1']);
  expect(hostKeyNames({ address: 'vmhost1', port: 2222, alias: null })).toEqual(['[vmhost1]:2222', 'vmhost1']);
  expect(hostKeyNames({ address: 'vmhost1', port: 2222, alias: 'Prod' })).toEqual(['prod']);
});
