import { harmsInSequence } from '../../../test/hosts/harms-of-clause';
import { vswitchKeepsOldSettings } from './vswitch-keeps-old-settings';

const OFF = 'nwmgr -s -A tx_cko=off -c lan4';
const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';

test('a vswitch boots again after the offload settings of its NIC changed', () => {
  const harm = 'at the end: vmlan4 still handles packets as lan4 did before its offload settings changed';
  expect(harmsInSequence(vswitchKeepsOldSettings, [OFF])).toEqual([harm]);
  expect(harmsInSequence(vswitchKeepsOldSettings, [HALT, BOOT, OFF])).toEqual([harm]);
  expect(harmsInSequence(vswitchKeepsOldSettings, [OFF, HALT, BOOT])).toEqual([]);
  expect(harmsInSequence(vswitchKeepsOldSettings, [HALT, OFF, BOOT])).toEqual([]);
});
