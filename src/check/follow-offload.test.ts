import { situationWith, stepOf } from '../../test/hosts/harms-of-clause';
import { withNics } from '../../test/hosts/with-interfaces';
import { followOffload, offloadAtStart, offloadsChecksums } from './follow-offload';

const OFF = { rx: false, tx: false, segmentation: false };
const ON = { rx: true, tx: true, segmentation: true };

test('the settings are those of the host; what could not be read is taken for on', () => {
  expect(offloadAtStart(situationWith([]), 'lan4')).toEqual(ON);
  expect(offloadAtStart(situationWith([]), 'lan3')).toEqual(OFF);
  expect(offloadAtStart(situationWith([]), 'lan7')).toEqual(ON);
  const unread = { receiveChecksumOffload: null, transmitChecksumOffload: null, virtualMtuBytes: null };
  expect(offloadAtStart(situationWith([], withNics({ lan3: unread })), 'lan3')).toEqual(ON);
  const one = withNics({ lan3: { receiveChecksumOffload: 'on' }, lan0: { transmitChecksumOffload: 'on' } });
  expect(offloadAtStart(situationWith([], one), 'lan3')).toEqual({ ...OFF, rx: true });
  expect(offloadAtStart(situationWith([], one), 'lan0')).toEqual({ ...OFF, tx: true });
});

test('a step changes one setting of its NIC', () => {
  const after = (state: typeof ON, command: string) => followOffload(state, stepOf(command).action, 'lan4');
  expect(after(OFF, 'nwmgr -s -A rx_cko=on -c lan4')).toEqual({ ...OFF, rx: true });
  expect(after(OFF, 'nwmgr -s -A tx_cko=on -c lan4')).toEqual({ ...OFF, tx: true });
  expect(after(OFF, 'nwmgr -s -A vmtu=32160 -c lan4')).toEqual({ ...OFF, segmentation: true });
  expect(after(ON, 'nwmgr -s -A rx_cko=off -c lan4')).toEqual({ ...ON, rx: false });
  expect(after(ON, 'nwmgr -s -A tx_cko=off -c lan4')).toEqual({ ...ON, tx: false });
  expect(after(ON, 'nwmgr -s -A vmtu=0 -c lan4')).toEqual({ ...ON, segmentation: false });
});

test('other steps leave the settings as they are, and nothing but them is handed on', () => {
  const state = { ...ON, group: 'lan900' };
  for (const command of ['nwmgr -s -A rx_cko=off -c lan3', 'nwmgr -s -A vmtu=0 -c lan3', 'hpvmnet -S vmlan4 -h'])
    expect(followOffload(state, stepOf(command).action, 'lan4')).toEqual(ON);
});

test('checksum offload is there in either direction; segmentation is none', () => {
  expect(offloadsChecksums({ ...OFF, rx: true })).toBe(true);
  expect(offloadsChecksums({ ...OFF, tx: true })).toBe(true);
  expect(offloadsChecksums({ ...OFF, segmentation: true })).toBe(false);
});
