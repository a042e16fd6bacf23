import { quickStartHost } from '../../test/hosts/quick-start-host';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import type { DesiredHost } from '../model/desired-host';
import type { InterfaceName } from '../model/names';
import { BY_CHANGE, type Operation, type OperationEffect } from './operation';
import { addPorts, clearGroup, type GroupShape } from './operations/apa-commands';
import { saveAddress } from './operations/host-address';
import { setMacAddressFrames } from './operations/host-tunables';
import { planningContext } from './planning-context';
import { takeBackCommand } from './take-back-command';

const LAN = (name: string): InterfaceName => name as InterfaceName;
const desired = decodeDesiredHost({ formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' }, 'test');
const context = planningContext((desired.ok ? desired.value : {}) as DesiredHost, quickStartHost(), []);

function effectsOfUndoing(operation: Operation): readonly OperationEffect[] {
  return (operation.undo ?? []).map((command) => takeBackCommand(operation, command, context).effect);
}

const frames = (before: number | null): Operation =>
  setMacAddressFrames({ key: 'frames', frames: 5, before, title: 'Validate', purpose: BY_CHANGE });

test('taking a setting of a file back has the value that it leads to, not the one of the step', () => {
  expect(effectsOfUndoing(frames(2))).toEqual([{ type: 'mac-address-frames', frames: 2 }]);
  expect(effectsOfUndoing(frames(null))).toEqual([{ type: 'mac-address-frames', frames: null }]);
  const saved = saveAddress({
    index: 1,
    before: LAN('lan1'),
    after: LAN('lan900'),
    group: LAN('lan900'),
    address: '192.1.4.205',
  });
  expect(effectsOfUndoing(saved)).toEqual([{ type: 'address-save', interface: 'lan1' }]);
});

test('a vswitch that is removed again is taken off the uplink that it was created on', () => {
  const creation = {
    effect: { type: 'vswitch-create', vswitch: 'web', uplink: 'lan3' },
    undo: [['/opt/hpvm/bin/hpvmnet', '-d', '-S', 'web']],
  } as unknown as Operation;
  expect(effectsOfUndoing(creation)).toEqual([{ type: 'vswitch-delete', vswitch: 'web', uplink: 'lan3' }]);
});

test('a group that is emptied again loses the ports that it got, and one that is filled again gets its first port first', () => {
  const ports = [LAN('lan1'), LAN('lan2')];
  const shape = (mode: GroupShape['mode']): GroupShape => ({ mode, ports, loadBalancing: null });
  const adding = addPorts(LAN('lan901'), ports, shape('MANUAL'), { claims: false, isFirst: true });
  expect(effectsOfUndoing(adding)).toEqual([{ type: 'apa-clear', group: 'lan901', ports }]);
  const clearing = clearGroup(LAN('lan900'), shape('LACP_AUTO'), false, shape('LACP_AUTO'));
  expect(effectsOfUndoing(clearing)).toEqual([
    { type: 'apa-prepare', group: 'lan900' },
    { type: 'apa-join', group: 'lan900', ports: ['lan1'], mode: 'LACP_AUTO', isFirst: true },
    { type: 'apa-join', group: 'lan900', ports: ['lan2'], mode: 'LACP_AUTO', isFirst: false },
  ]);
});
