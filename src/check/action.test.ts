import { stepOf } from '../../test/hosts/harms-of-clause';
import { isSaving } from './action';

test.each([
  ['nwmgr -s -A all --sa --fr cu -c lan4', true],
  ['nwmgr -s -A all --sa --fr cu -c lan5000', true],
  ['nwmgr -d -S vlan -c lan5000 --sa', true],
  ['nwmgr -s -S apa -A all --saved --from cu', true],
  ['ch_rc -a -p INTERFACE_NAME[1]=lan900 /etc/rc.config.d/netconf', true],
  ['ch_rc -a -p HPVMMACADDRFRAMES=1 /etc/rc.config.d/hpvmconf', false],
  ['nwmgr -d -c lan5000', false],
  ['hpvmnet -b -S vmlan4', false],
])('%s only saves: %s', (command, expected) => {
  expect(isSaving(stepOf(command).action)).toBe(expected);
});
