import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { testWith } from '../../test/transport/programs';
import { readableListing } from './readable-listing';

const RECORDINGS = path.join(__dirname, '../../test/recordings');

/** The listings that are asked for what is gone, by the folder of their recordings. */
const LISTINGS: Readonly<Record<string, readonly string[]>> = {
  hpvmnet: ['/opt/hpvm/bin/hpvmnet'],
  'hpvmstatus-d': ['/opt/hpvm/bin/hpvmstatus', '-P', 'db01', '-d'],
  'nwmgr-g': ['/usr/sbin/nwmgr', '-g'],
  'nwmgr-sc': ['/usr/sbin/nwmgr', '-c', 'NAME', '--sc'],
  'netstat-in': ['/usr/bin/netstat', '-in'],
};

/** Recorded outputs that discovery reads. */
const RECORDED = readdirSync(RECORDINGS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.txt') && !path.basename(file).startsWith('refused-'))
  .flatMap((file) => {
    const command = LISTINGS[path.basename(path.dirname(file))];
    const text = readFileSync(path.join(RECORDINGS, file), 'utf8');
    const [, name = ''] = /!(lan\d+)#/.exec(text) ?? [];
    return command === undefined ? [] : [{ file, text, command: command.map((word) => word.replace('NAME', name)) }];
  });

const SHELLS = ['sh', 'dash', 'bash', 'ksh', 'mksh', 'posh', 'yash', 'busybox'] as const;

/** What a shell finds in each text: `head`, and rows that nobody can read. */
function foundIn(shell: string, texts: readonly { text: string; command: readonly string[] }[]): readonly string[] {
  const scripts = texts.map(({ text, command }) => {
    const listing = readableListing({ command, lineStartsWith: 'none', lineContains: 'none' });
    if (listing === undefined) throw new Error(`${command.join(' ')} has no marks`);
    const rows = text.split('\n').map(
      (row) => `case '${row.replace(/\r$/, '').replaceAll("'", `'\\''`)} ' in
${listing.head}) echo head ;;
${listing.others}) ;;
*[!\\ ]*) echo unreadable ;;
esac`,
    );
    return `${rows.join('\n')}\necho .`;
  });
  const argv = shell === 'busybox' ? ['sh'] : [];
  const printed = execFileSync(shell, argv, { input: `${scripts.join('\n')}\n`, encoding: 'utf8' });
  return printed
    .split('.\n')
    .slice(0, -1)
    .map((found) => [...new Set(found.trim().split('\n'))].sort().join(' '));
}

test('there are recordings of each listing', () => {
  expect(new Set(RECORDED.map(({ file }) => path.basename(path.dirname(file))))).toEqual(
    new Set(Object.keys(LISTINGS)),
  );
});

test('another listing has no marks, and neither has the page of one vswitch', () => {
  const asked = [['/opt/hpvm/bin/hpvmnet', '-S', 'web'], ['/usr/sbin/nwmgr', '-g', '-S', 'apa'], ['/usr/bin/id'], []];
  expect(asked.map((command) => readableListing({ command, lineStartsWith: '', lineContains: '' }))).toEqual(
    asked.map(() => undefined),
  );
});

describe.each(SHELLS)('under %s', (shell) => {
  testWith(shell)('every row of what discovery reads is known, and its head is there', () => {
    expect(foundIn(shell, RECORDED).map((found, index) => [RECORDED[index]?.file, found])).toEqual(
      RECORDED.map(({ file }) => [file, 'head']),
    );
  });

  testWith(shell)('without its digits nothing is readable that has more than a header', () => {
    const damaged = RECORDED.filter(({ text }) => /\d{3}/.test(text)).map(({ file, text, command }) => ({
      file,
      command,
      text: text.replaceAll(/\d/g, '?'),
    }));
    expect(foundIn(shell, damaged).filter((found) => found === 'head')).toEqual([]);
  });

  testWith(shell)('nor is anything without its first half', () => {
    const cut = RECORDED.filter(({ file }) => !file.includes('nwmgr-sc')).map(({ file, text, command }) => ({
      file,
      command,
      text: text.trimEnd().slice(-5),
    }));
    expect(foundIn(shell, cut).filter((found) => found.includes('head'))).toEqual([]);
  });
});
