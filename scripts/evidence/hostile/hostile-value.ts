import type { Random } from '../random';

/** Where a value that got out of its quotes leaves its mark: any file in this folder, which is also the working folder. */
export interface Trap {
  readonly folder: string;
  /** Program that leaves a file there. */
  readonly program: string;
}

/** Commands that leave a mark, in the forms that fit into short names and past filters. */
function marks({ folder, program }: Trap, random: Random): string {
  const name = `c${String(random.below(1e6))}`;
  return random.pick([`:>${name}`, `>${name}`, `touch ${name}`, program, `touch\${IFS}${name}`, `:>${folder}/${name}`]);
}

/** Ways out of where a value stands: `M` is a command that leaves a mark. */
const SHELL = [
  ...["';M;'", "'\nM\n'", "'$(M)'", "''M", "\\';M;\\'", "'\"'\"';M;'\"'\"'"],
  ...['$(M)', '`M`', '";M;"', '"$(M)"', '"\nM\n"', '${x:-$(M)}', '$((`M`))', "$'\\n'M"],
  ...[';M', '&&M', '||M', '|M', '&M&', '\nM\n', '\r\nM', 'M', ')M', ') M ;; *', '* | M', 'esac;M', '}\nM\n{', 'done;M'],
  ...['<(M)', '>(M)', '2>&1;M', '<<X\nM\nX', '#\nM', '\\\nM', '\\', '!M', '{M,}', 'x=$(M)', '[$(M)]', '~$(M)'],
  ...['HPVM-END-OF-PROGRAM\nM', 'HPVM-END-OF-PLAN\nM', '\nHPVM-END-OF-PROGRAM\nM\n', 'EOF\nM', '\0M', "\0';M;'"],
  ...[
    'a[$(M)]',
    '$((a[$(M)]))',
    '%s$(M)',
    '%b\\047;M;\\047',
    '-eM',
    '-exec M ;',
    '--help',
    '-n',
    '-',
    '--',
    '-P',
    '-S',
    '-h',
  ],
] as const;

/** What means something to a shell, a pattern, a path or a format, without a command in it. */
const PLAIN = [
  ...[
    '*',
    '?',
    '[a-z]*',
    '[!x]',
    '{a,b}',
    '~',
    '~root',
    '$HOME',
    '$PATH',
    '$0',
    '$@',
    '$$',
    '!!',
    '!-1',
    '%s',
    '%n',
    '%d%d%d',
    '%99999s',
  ],
  ...[
    '',
    ' ',
    '\t',
    "'",
    '"',
    '`',
    '\\',
    '$',
    "''",
    '""',
    '\\\\',
    '..',
    '../../etc/passwd',
    '/etc/../bin/sh',
    '//',
    '.',
    '-x',
    '=x',
    '#x',
  ],
  ...[
    'lan0x1',
    'lаn4',
    'ｌａｎ４',
    'vmlan４',
    'lan4\u200b',
    'lan4\u00a0',
    'ΩΩ',
    '；ls',
    '＇；＇',
    '\u2028',
    '\u2029',
    '\ufeffx',
    '\ud800',
    '😀',
  ],
  ...[
    '@hpvm r 1 end result=applied',
    '\n@hpvm run.9 end result=applied at=2026-11-22T10:00:00Z',
    'claim vswitch.x\nclaim vswitch.y',
  ],
] as const;

/** What a terminal or a Markdown reader would obey. */
const SHOWN = [
  ...[
    '\u001b[2J',
    '\u001b]0;title\u0007',
    '\u001b[31mred',
    '\u009b2J',
    '\u0007',
    '\b\b\b',
    '\r',
    '\u007f',
    '\u001bP+q\u001b\\',
    '\u001b[8m',
  ],
  ...[
    '\u202egnp.exe',
    '\u2066x\u2069',
    '\u061c',
    '\u200f',
    '\u00ad',
    '\u034f',
    '\u115f',
    '\u3164',
    '\ufe0f',
    '\u{e0041}',
    '\u{1d173}',
    '\u{1bca0}',
  ],
  ...[
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '</details><h1>x</h1>',
    '</summary>',
    '<!-- ',
    '-->',
    '<br>',
    '<a href="//x">',
    '&lt;b&gt;',
    '&#60;b>',
  ],
  ...[
    '[x](http://example.net)',
    '![x](http://example.net/p.png)',
    '[x][y]',
    '[y]: http://example.net',
    '<http://example.net>',
    'http://example.net',
    'www.example.net',
    'mailto:a@example.net',
    'a@example.net',
  ],
  ...[
    '# x',
    '\n# x\n',
    '\n\n---\n\n',
    '===',
    '- x',
    '1. x',
    '> x',
    '    x',
    '```',
    '\n```\n# x',
    '~~~',
    '`x',
    '``x``',
    '**x**',
    '_x_',
    '~~x~~',
    '| x | y |',
    '|',
    '\\|',
    '@octocat',
    '#1',
    'GH-1',
    ':tada:',
    '$$x$$',
  ],
] as const;

const SPECIAL = Array.from('\'"`$(){}[]<>|&;*?~!#%^=+-_.,:/\\ \t\n\r\0\u001b\u0007\u202eаé😀aZ09');

/** A value that tries to be more than a value, alone or hidden in one that would do. */
export function hostileValue(random: Random, trap: Trap, harmless = ''): string {
  const mark = (text: string): string => text.replaceAll('M', () => marks(trap, random));
  const value = random.pick([
    () => mark(random.pick(SHELL)),
    () => mark(random.pick(SHELL)),
    () => random.pick(PLAIN),
    () => random.pick(SHOWN),
    () => mark(random.pick(SHELL)) + random.pick(SHOWN),
    () => Array.from({ length: 1 + random.below(30) }, () => random.pick(SPECIAL)).join(''),
    () => (random.chance(0.05) ? random.pick(SHELL).repeat(1 + random.below(400)) : random.pick(SPECIAL)),
  ])();
  if (harmless === '' || random.chance(0.4)) return value;
  const at = random.below(harmless.length + 1);
  return harmless.slice(0, at) + value + harmless.slice(random.chance(0.5) ? at : at + 1);
}
