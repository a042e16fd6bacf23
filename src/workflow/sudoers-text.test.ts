import { spawnSync } from 'node:child_process';
import { sudoAllows } from '../../test/tools/sudoers-verdict';
import { describeWithTool } from '../../test/tools/require-tool';
import { sudoersText } from './sudoers-text';

const BOTH = { user: 'netadm', discoveryUser: 'netlook' };

/** Entries of an alias, as they stand in the text. */
function entriesOf(text: string, alias: string): readonly string[] {
  const [, body = ''] = new RegExp(`^Cmnd_Alias ${alias} = \\\\\\n((?: {4}.*\\n)+)`, 'm').exec(text) ?? [];
  return body
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().replace(/, \\$/, ''));
}

test('each login gets its own commands, without a password and without a terminal', () => {
  const lines = sudoersText(BOTH).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'Defaults:netlook !requiretty',
      'netlook ALL = (root) NOPASSWD: HPVMCTL_READ',
      'Defaults:netadm !requiretty',
      'netadm ALL = (root) NOPASSWD: HPVMCTL_APPLY',
    ]),
  );
});

test('one login for both gets one list', () => {
  for (const text of [sudoersText({ user: 'netadm' }), sudoersText({ user: 'netadm', discoveryUser: 'netadm' })]) {
    expect(text.match(/^netadm ALL/gm)).toHaveLength(1);
    expect(text).not.toContain('HPVMCTL_READ');
  }
});

test('the login that changes hosts may look at them too', () => {
  const text = sudoersText(BOTH);
  const apply = entriesOf(text, 'HPVMCTL_APPLY');
  expect(entriesOf(text, 'HPVMCTL_READ').filter((entry) => !apply.includes(entry))).toEqual([]);
});

test.each([
  ['/opt/hpvm/bin/hpvmnet -S web', true],
  ['/opt/hpvm/bin/hpvmnet -b -S web', false],
  ['/opt/hpvm/bin/hpvmstatus -P web.01 -d', true],
  ['/opt/hpvm/bin/hpvmstatus -P web01 -x -d', false],
  ['/usr/sbin/nwmgr -g -A all -c lan4 --sc', true],
  ['/usr/sbin/nwmgr -s -A tx_cko=off -c lan4', false],
  ['/usr/bin/cat /var/opt/hpvmctl/ownership', true],
  ['/usr/bin/cat /etc/shadow', false],
  ['/usr/bin/test -f /var/opt/hpvm/guests/web01/vmm_config.next', true],
  ['/usr/bin/cat /etc/rc.config.d/netconf /etc/shadow', false],
  ['/usr/bin/cp /var/opt/hpvmctl/runs/20261122-104500-4f7a9c2e/boot-script /sbin/init.d/hpvmctl', false],
])('who only looks: %s: %s', (line, isAllowed) => {
  expect(sudoAllows(entriesOf(sudoersText(BOTH), 'HPVMCTL_READ'), line.split(' '))).toBe(isAllowed);
});

test.each([
  ['/usr/bin/cp /var/opt/hpvmctl/runs/20261122-104500-4f7a9c2e/boot-script /sbin/init.d/hpvmctl', true],
  ['/usr/bin/cp /var/opt/hpvmctl/runs/20261122-104500-4f7a9c2e/boot-script /sbin/init.d/net', false],
  ['/usr/bin/cp /var/opt/hpvmctl/runs/1 /etc/passwd /boot-script /sbin/init.d/hpvmctl', false],
  ['/usr/bin/chmod 755 /sbin/init.d/hpvmctl', true],
  ['/usr/bin/chmod 4755 /sbin/init.d/hpvmctl', false],
  ['/usr/bin/ln -s /sbin/init.d/hpvmctl /sbin/rc3.d/S990hpvmctl', true],
  ['/usr/bin/ln -s /sbin/init.d/hpvmctl /sbin/rc2.d/K010hpvmctl', true],
  ['/usr/bin/rm -f /sbin/rc2.d/K010hpvmctl /sbin/rc3.d/S990hpvmctl /sbin/init.d/hpvmctl', true],
  ['/usr/bin/rm -f /sbin/rc2.d/K010hpvmctl /sbin/rc3.d/S990hpvmctl /sbin/init.d/hpvmctl /etc/passwd', false],
  ['/usr/sbin/ch_rc -a -p HPVMMACADDRFRAMES=2 /etc/rc.config.d/hpvmconf', true],
  ['/usr/sbin/ch_rc -a -p HPVMMACADDRFRAMES=2;reboot /etc/rc.config.d/hpvmconf', false],
  ['/usr/sbin/ch_rc -a -p INTERFACE_NAME[1]=lan900 /etc/rc.config.d/netconf', true],
  ['/usr/sbin/ch_rc -a -p INTERFACE_NAME[1]=$(reboot) /etc/rc.config.d/netconf', false],
])('who changes: %s: %s', (line, isAllowed) => {
  expect(sudoAllows(entriesOf(sudoersText(BOTH), 'HPVMCTL_APPLY'), line.split(' '))).toBe(isAllowed);
});

test.each(['ALL', '%wheel', 'a b', 'a,b', '-u', '', 'a\nroot', '#0', 'a!'])('%j is no login for sudoers', (user) => {
  expect(() => sudoersText({ user })).toThrow('is not a login name');
});

describeWithTool('/usr/sbin/visudo', 'sudo', 'beside visudo', (visudo) => {
  test.each([BOTH, { user: 'netadm' }])('the rules are well formed: %j', (request) => {
    const outcome = spawnSync(visudo, ['-c', '-f', '-'], { input: sudoersText(request), encoding: 'utf8' });
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
  });
});
