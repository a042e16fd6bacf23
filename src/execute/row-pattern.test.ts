import { execFileSync } from 'node:child_process';
import { testWith } from '../../test/transport/programs';
import { rowPattern } from './row-pattern';

const ROWS: readonly (readonly [startsWith: string, contains: string, row: string, isFound: boolean])[] = [
  ['web ', ' Down ', 'web  1  Down  lan4', true],
  ['web ', ' Down ', ' web  1  Down  lan4', false],
  ['web ', ' Down ', 'web2  1  Down  lan4', false],
  ['web ', ' Down ', 'web Down', false],
  ['', '!lan5#vlanid#current#12', 'vlan!lan5#vlanid#current#12', true],
  ['', '!lan5#vlanid#current#12', 'vlan!lan5#vlanid#current#120', false],
  ['', '!lan5#vlanid#current#12', 'vlan!lan5#vlanid#current# 12', true],
  ['', '!lan4#rx_cko#current#on', 'iexgbe!lan4#rx_cko#current#on', true],
  ['', '!lan4#rx_cko#current#on', 'iexgbe!lan4#rx_cko#current#ON', true],
  ['', '!lan4#rx_cko#current#on', 'iexgbe!lan4#rx_cko#current# On ', true],
  ['', '!lan4#rx_cko#current#on', 'iexgbe!lan4#rx_cko#current#one', false],
  ['', '!lan4#rx_cko#current#on', 'iexgbe!lan4#rx_cko#current#on demand', false],
  ['', '!lan4#rx_cko#current#on', 'iexgbe!lan4#rx_cko#saved#on', false],
  ['m#', '1', 'm#21,11', false],
  ['m#', '1', 'm#12', false],
  ['m#', '1', 'm#21,1*', true],
  ['m#', '1', 'm#1,21', true],
  ['m#', '1', 'm#1', true],
  ['lan9', ' 10.0.0.5 ', 'lan90 10.0.0.5 0', false],
  ['lan9', ' 10.0.0.5 ', 'lan9 10.0.0.55 0', false],
  ['lan9', ' 10.0.0.5 ', 'lan9 10.0.0.5 0', true],
  ['lan9', ' 10.0.0.5 ', 'lan9*  1500  10.0.0.5  0', true],
  ['a1', '2', 'a12', false],
  ['a1', '2', 'a1222', false],
  ['a1', '2', 'a1,2', true],
  ['a1', '2', 'a1 # 2', true],
];

const SHELLS = ['sh', 'dash', 'bash', 'ksh', 'mksh', 'posh', 'yash', 'busybox'] as const;

describe.each(SHELLS)('under %s', (shell) => {
  testWith(shell)('a pattern finds whole numbers only, and lets a row begin as the first text says', () => {
    const asked = ROWS.map(([lineStartsWith, lineContains, row]) => {
      const pattern = rowPattern({ command: [], lineStartsWith, lineContains });
      return `case '${row} ' in ${pattern}) echo yes ;; *) echo no ;; esac`;
    });
    const argv = shell === 'busybox' ? ['sh'] : [];
    const answers = execFileSync(shell, argv, { input: `${asked.join('\n')}\n`, encoding: 'utf8' });
    expect(answers.trim().split('\n')).toEqual(ROWS.map(([, , , isFound]) => (isFound ? 'yes' : 'no')));
  });
});
