/**
 * A command line that sudo is to allow: words, the absolute path first. `{name}` in a word stands for what differs from
 * call to call, one of {@link PLACEHOLDERS}.
 */
export type SudoForm = readonly string[];

const DIGIT = '[0-9]';
const HEX = '[0-9A-Fa-f]';
const upTo = (count: number, head = DIGIT, next = head): readonly string[] =>
  Array.from({ length: count }, (_, more) => head + next.repeat(more));

/**
 * Patterns of sudoers for what may stand in the place of a placeholder, as alternatives. Most are exact: so many digits, no
 * more. A `*` appears only where names are long; {@link sudoersCommands} keeps it within its word.
 */
export const PLACEHOLDERS: Readonly<Record<string, readonly string[]>> = {
  /** Any LAN interface: PPAs end at 8999 (HP-UX VLAN Administrator's Guide, February 2007, p. 26). */
  interface: upTo(4).map((digits) => `lan${digits}`),
  group: ['lan9[0-4][0-9]'],
  hostVlan: ['lan[5-8][0-9][0-9][0-9]'],
  ppa: upTo(4),
  vlanId: upTo(4),
  vlanIdOrNone: [...upTo(4), 'none'],
  port: upTo(3),
  twoDigits: upTo(2),
  bytes: upTo(5),
  links: ['[0-9]*'],
  slot: ['[0-7],[0-7]'],
  mac: [`0x${HEX.repeat(12)}`],
  balancing: ['LB_MAC', 'LB_IP', 'LB_PORT'],
  onOff: ['on', 'off'],
  vswitch: ['[A-Za-z0-9_]*'],
  guest: ['[A-Za-z0-9_]*'],
  address: ['[0-9]*'],
  run: ['[0-9]*'],
};

/**
 * What sudoers has to say for command lines to be allowed, in an order that matters: of several entries that match, the
 * last one counts (sudoers(5), SUDOERS FILE FORMAT).
 *
 * sudo compares all arguments as one text, in which `*` also matches blanks. So each pattern with a `*` is followed by one
 * with `!` that takes back every call in which the `*` would reach over the end of its word. Shorter forms come first: what
 * they take back, a longer form may still allow. No arguments at all are written `""`.
 */
export function sudoersCommands(forms: readonly SudoForm[]): readonly string[] {
  const entries = [...forms]
    .sort((left, right) => left.length - right.length)
    .flatMap((form) => alternativesOf(form).flatMap(entriesOf));
  return [...new Set(entries)];
}

function entriesOf([path = '', ...words]: readonly string[]): readonly string[] {
  if (words.length === 0) return [`${path} ""`];
  const tooLong = words.flatMap((word, index) => {
    const star = word.indexOf('*');
    return star < 0
      ? []
      : [['!' + path, ...words.slice(0, index), `${word.slice(0, star)}* *`, ...words.slice(index + 1)]];
  });
  return [[path, ...words], ...tooLong].map((entry) => entry.join(' '));
}

/** Every way to put patterns in the places of placeholders, quoted for sudoers. */
function alternativesOf(form: SudoForm): readonly (readonly string[])[] {
  return form.reduce<readonly (readonly string[])[]>(
    (sofar, word) => sofar.flatMap((begun) => patternsOf(word).map((pattern) => [...begun, pattern])),
    [[]],
  );
}

function patternsOf(word: string): readonly string[] {
  return word.split(/(\{[A-Za-z]+\})/).reduce<readonly string[]>(
    (sofar, part) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      const patterns = name === undefined ? [quoteLiteral(part)] : patternOf(name).map(quoteSpecial);
      return sofar.flatMap((begun) => patterns.map((pattern) => begun + pattern));
    },
    [''],
  );
}

function patternOf(name: string): readonly string[] {
  const patterns = PLACEHOLDERS[name];
  if (patterns === undefined) throw new Error(`no pattern for {${name}}`);
  return patterns;
}

/** Text that stands for itself: neither a pattern nor one of the characters that sudoers wants to be escaped. */
function quoteLiteral(text: string): string {
  return quoteSpecial(text.replace(/[*?[\]!\\]/g, '\\$&'));
}

/** Characters with a meaning of their own in arguments (sudoers(5), Wildcards in command arguments, and Other special characters). */
function quoteSpecial(text: string): string {
  return text.replace(/[,:=]/g, '\\$&');
}
