import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { parseGuestSlot } from './guest-slot';
import { parseMacAddress } from './mac-address';
import { parseGuestName, parseHostName, parseInterfaceName, parseVswitchName } from './names';
import { resourceAddress } from './resource';
import { displayCommand, displayShellWord, isAllowedShellWord, quoteShellWord } from './shell-word';

/** What a real shell makes of some words: each on its own, behind a NUL. */
function throughShell(quoted: readonly string[]): string[] {
  const script = `for word in ${quoted.join(' ')}\ndo printf '%s\\000' "$word"\ndone\n`;
  return execFileSync('/bin/sh', ['-s'], { input: script, encoding: 'utf8' }).split('\0').slice(0, -1);
}

/** Lone surrogates have no UTF-8 form: they cannot reach a shell at all. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

const HOSTILE = [
  "'",
  "''",
  "'\\''",
  '"',
  '`id`',
  '$(id)',
  '${IFS}',
  '$HOME',
  '\\',
  '\\\n',
  '\n',
  '*',
  '~',
  '!',
  '#',
  ' ',
  '',
  '-n',
  ';',
  '&&',
  '|',
  '>f',
  '\u0007\u001b[2J',
  "it's",
  '€',
];

describe('quoteShellWord', () => {
  test('gives back every string unchanged from a real shell', () => {
    const word = fc
      .oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...HOSTILE) }),
        fc.constantFrom(...HOSTILE),
      )
      .map((text) => wellFormed(text.replaceAll('\0', '')));
    fc.assert(
      fc.property(fc.array(word, { minLength: 100, maxLength: 300 }), (words) => {
        expect(throughShell(words.map(quoteShellWord))).toEqual(words);
      }),
      { numRuns: 40 },
    );
  });

  test('refuses what no shell word can hold', () => {
    expect(() => quoteShellWord('a\0b')).toThrow('NUL');
  });
});

describe('displayShellWord', () => {
  test('means the same to a shell as the quoted word, and leaves plain words plain', () => {
    const word = fc.oneof(fc.string({ unit: 'grapheme-ascii' }), fc.constantFrom(...HOSTILE)).map(wellFormed);
    fc.assert(
      fc.property(fc.array(word, { minLength: 50, maxLength: 100 }), (words) => {
        expect(throughShell(words.map(displayShellWord))).toEqual(words);
      }),
      { numRuns: 20 },
    );
    expect(displayCommand(['/usr/sbin/ch_rc', '-a', '-p', 'INTERFACE_NAME[1]=lan900'])).toBe(
      "/usr/sbin/ch_rc -a -p 'INTERFACE_NAME[1]=lan900'",
    );
  });
});

describe('isAllowedShellWord', () => {
  test.each([
    '/opt/hpvm/bin/hpvmnet',
    '-S',
    'portid:1:vlanid:none',
    'network:avio_lan:0,1,0x00306EA72C0D:vswitch:vmlan900:portid:3',
    'links=1,2',
    'INTERFACE_NAME[1]=lan900',
    'IP_ADDRESS[0]="10.0.0.5"',
    'sha256:00ff',
  ])('lets %s through', (word) => {
    expect(isAllowedShellWord(word)).toBe(true);
  });

  test.each([
    ...HOSTILE.filter((word) => !['-n', '"'].includes(word)),
    'a b',
    'a\tb',
    'a\rb',
    'a\0b',
    'a;b',
    'a<b',
    'a(b',
    'a{b',
    'a?b',
    'a^b',
    'ä',
    '\u202e',
    'x'.repeat(1025),
    'good\n',
    '\ngood',
  ])('refuses %j', (word) => {
    expect(isAllowedShellWord(word)).toBe(false);
  });

  test('refuses every word with a character that means something between single quotes or outside them', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...` \t\n\r'\`$\\*?~!#;&|<>(){}^`.split('')),
        fc.string(),
        (before, character, after) => {
          expect(isAllowedShellWord(before + character + after)).toBe(false);
        },
      ),
    );
  });

  test('lets everything through that the parsers of names, addresses and slots accept', () => {
    // Short texts over a narrow alphabet, so that many of them are names.
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'aZ09_-.,:xlan '.split('')), minLength: 1, maxLength: 9 }),
      fc.string(),
    );
    const parsers = [
      parseHostName,
      parseVswitchName,
      parseGuestName,
      parseInterfaceName,
      parseGuestSlot,
      parseMacAddress,
    ];
    let accepted = 0;
    fc.assert(
      fc.property(text, (candidate) => {
        for (const parse of parsers) {
          const parsed = parse(candidate);
          if (parsed === undefined) continue;
          accepted += 1;
          expect(isAllowedShellWord(parsed)).toBe(true);
          expect(isAllowedShellWord(resourceAddress('guestNic', `${parsed}:0,1`))).toBe(true);
        }
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });
});

test('a NUL is shown to people, and never reaches a shell', () => {
  expect(displayCommand(['hpvmnet', '-S', "a\0'b"])).toBe(`hpvmnet -S 'a\\x00'\\''b'`);
  expect(() => quoteShellWord('a\0')).toThrow('NUL');
});
