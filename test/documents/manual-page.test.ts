import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { manualPage } from '../../scripts/man/manual-page';
import type { DescribedCommand } from '../../src/cli/reference/described-command';
import { ROOT } from '../architecture/repository-files';
import { describeWithTool } from '../tools/require-tool';

const PAGE = 'man/hpvmctl.1';

test('the package brings the manual page', () => {
  const { man, files } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    readonly man: readonly string[];
    readonly files: readonly string[];
  };
  // npm links a list of pages, and passes over one alone.
  expect({ man, isPacked: files.includes('man') }).toEqual({ man: [PAGE], isPacked: true });
});

describeWithTool('mandoc', 'mandoc', 'mandoc', (mandoc) => {
  const shown = (page: string): string => {
    const { stdout } = spawnSync(mandoc, ['-Tutf8', '-O', 'width=200'], { input: page, encoding: 'utf8' });
    // Bold and underlined text is overstruck.
    return stdout.replaceAll(/.[\b]/gu, '');
  };

  test('has nothing against the page but that it has no date', () => {
    const { stdout } = spawnSync(mandoc, ['-Tlint', PAGE], { cwd: ROOT, encoding: 'utf8' });
    // The same sources give the same bytes, so nothing says when.
    expect(stdout.split('\n').filter((line) => line !== '' && !line.includes('missing date'))).toEqual([]);
  });

  test('shows every command and every option', () => {
    const text = shown(readFileSync(path.join(ROOT, PAGE), 'utf8'));
    for (const words of ['hpvmctl plan [options] [desired...]', '--detailed-exitcode', '--write-ssh-config <file>'])
      expect(text).toContain(words);
  });

  test('shows text as it is, whatever it would mean to roff', () => {
    const hostile = ['.TH', "'br", 'C:\\n', '--x', '`y`', '~z', '^'];
    const command: DescribedCommand = {
      ...{ words: ['try'], usage: 'hpvmctl [options]', summary: 's', description: hostile.join(' ') },
      ...{ arguments: [], options: [{ term: '--a <b>', description: '.so /etc/passwd', flags: ['--a'] }] },
      sections: [{ title: 'Examples', lines: hostile }],
    };
    const text = shown(manualPage([{ ...command, words: [] }, command], '1'));
    for (const each of [...hostile, hostile.join(' '), '.so /etc/passwd']) expect(text).toContain(each);
  });
});
