import { quickStartHost } from '../../test/hosts/quick-start-host';
import { diffHost } from '../diff/diff-host';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import type { ObservedHost } from '../model/observed-host';
import type { Operation, OperationEffect } from './operation';
import { outageWindows } from './outage-windows';
import { planningContext } from './planning-context';

const observed = quickStartHost();

function context(observed: ObservedHost) {
  const decoded = decodeDesiredHost({ formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' }, 'test');
  if (!decoded.ok) throw new Error('unreachable');
  return planningContext(decoded.value, observed, diffHost({ desired: decoded.value, observed }).changes);
}

/** Windows of operations with these effects, in this order, as short lines. */
function windows(...effects: readonly object[]): readonly string[] {
  return windowsOn(observed, effects);
}

function windowsOn(host: ObservedHost, effects: readonly object[]): readonly string[] {
  const operations = effects.map((effect) => ({ effect: effect as OperationEffect }) as Operation);
  return outageWindows(operations, context(host)).map(({ address, from, to, isPermanent, guests, parts }) => {
    const why = parts.map(
      (part) => `${String(part.from)}-${String(part.to)}${part.cause === undefined ? '' : ` ${part.cause}`}`,
    );
    return `${address} ${String(from)}-${String(to)}${isPermanent ? '!' : ''} [${guests.join()}] ${why.join(', ')}`.trim();
  });
}

const halt = (vswitch: string) => ({ type: 'vswitch-halt', vswitch });
const boot = (vswitch: string) => ({ type: 'vswitch-boot', vswitch });
const create = (vswitch: string) => ({ type: 'vswitch-create', vswitch, uplink: null });
const nic = (type: 'guest-nic-add' | 'guest-nic-remove' | 'guest-nic-change', name: string, vswitch: string) => {
  const [guest, slot] = name.split(':');
  return { type, guest, slot, vswitch };
};
const add = (name: string, vswitch: string) => nic('guest-nic-add', name, vswitch);
const remove = (name: string, vswitch: string) => nic('guest-nic-remove', name, vswitch);

/** web01:0,2 is the only NIC on localnet, db01:0,1 and app01:0,1 are those on vmlan900. */
describe('following the operations', () => {
  test('a NIC that is replaced while its vswitch is down has one window, with its parts', () => {
    expect(
      windows(halt('localnet'), remove('web01:0,2', 'localnet'), add('web01:0,2', 'localnet'), boot('localnet')),
    ).toEqual([
      'guestNic.web01:0,2 0-3 [web01] 0-1 vswitch.localnet, 1-2, 2-3 vswitch.localnet',
      'vswitch.localnet 0-3 [web01]',
    ]);
  });

  test('windows that follow one another, with service in between, stay two', () => {
    expect(
      windows(halt('localnet'), boot('localnet'), remove('web01:0,2', 'localnet'), add('web01:0,2', 'localnet')),
    ).toEqual([
      'guestNic.web01:0,2 0-1 [web01] 0-1 vswitch.localnet',
      'vswitch.localnet 0-1 [web01]',
      'guestNic.web01:0,2 2-3 [web01] 2-3',
    ]);
  });

  test('a NIC that had no traffic before the plan has none to lose when its vswitch comes up on the way', () => {
    const stale = { ...observed, vswitches: observed.vswitches.filter(({ name }) => name !== 'localnet') };
    const gone = [create('localnet'), boot('localnet'), remove('web01:0,2', 'localnet')];
    expect(windowsOn(stale, gone)).toEqual(['guestNic.web01:0,2 2-2! [] 2-2']);
    expect(windowsOn(observed, gone.slice(2))).toEqual(['guestNic.web01:0,2 0-0! [web01] 0-0']);
  });

  test('a NIC that leaves a vswitch before it is halted is not interrupted by it', () => {
    expect(
      windows(remove('web01:0,2', 'localnet'), halt('localnet'), boot('localnet'), add('web01:0,2', 'vmlan4')),
    ).toEqual(['guestNic.web01:0,2 0-3 [web01] 0-3', 'vswitch.localnet 1-2 []']);
  });

  test('a NIC that goes from one halted vswitch to another stays down until the other is booted', () => {
    expect(
      windows(
        halt('localnet'),
        halt('vmlan0'),
        nic('guest-nic-change', 'web01:0,2', 'vmlan0'),
        boot('localnet'),
        boot('vmlan0'),
      ),
    ).toEqual([
      'vswitch.localnet 0-3 [web01]',
      'guestNic.web01:0,2 0-4 [web01] 0-2 vswitch.localnet, 2-2, 2-4 vswitch.vmlan0',
      'vswitch.vmlan0 1-4 [web01]',
    ]);
  });

  test('moving a NIC of a running guest interrupts it, moving one of a stopped guest does not', () => {
    expect(windows(nic('guest-nic-change', 'web01:0,2', 'vmlan0'))).toEqual(['guestNic.web01:0,2 0-0 [web01] 0-0']);
    expect(windows(nic('guest-nic-change', 'test01:0,1', 'vmlan4'))).toEqual([]);
  });

  test('a new NIC has nothing to lose before its vswitch is up, and something afterwards', () => {
    expect(windows(create('new'), add('web01:0,5', 'new'), boot('new'))).toEqual([]);
    expect(windows(create('new'), boot('new'), add('web01:0,5', 'new'), halt('new'), boot('new'))).toEqual([
      'guestNic.web01:0,5 3-4 [web01] 3-4 vswitch.new',
      'vswitch.new 3-4 [web01]',
    ]);
    expect(windows(create('new'), add('web01:0,5', 'new'), boot('new'), halt('new'), boot('new'))).toEqual([
      'guestNic.web01:0,5 3-4 [web01] 3-4 vswitch.new',
      'vswitch.new 3-4 [web01]',
    ]);
  });

  test('a NIC that is removed and stays away is permanent, also when its vswitch comes back', () => {
    expect(windows(halt('localnet'), remove('web01:0,2', 'localnet'), boot('localnet'))).toEqual([
      'guestNic.web01:0,2 0-2! [web01] 0-1 vswitch.localnet, 1-2',
      'vswitch.localnet 0-2 [web01]',
    ]);
  });

  test('a NIC of a stopped guest loses nothing', () => {
    expect(
      windows(halt('vmlan0'), remove('test01:0,1', 'vmlan0'), add('test01:0,1', 'vmlan0'), boot('vmlan0')),
    ).toEqual(['vswitch.vmlan0 0-3 []', 'guestNic.test01:0,1 1-2 [] 1-2']);
  });

  test('an address that is taken off stays off until it is put on again, or for good', () => {
    const off = { type: 'address-remove', group: 'lan900', interface: 'lan900' };
    const on = { type: 'address-add', group: 'lan900', interface: 'lan900' };
    expect(windows(off, halt('vmlan0'), on, boot('vmlan0'))).toEqual([
      'apaGroup.lan900 0-2 []',
      'vswitch.vmlan0 1-3 []',
    ]);
    expect(windows(on, off, halt('vmlan0'))).toEqual(['apaGroup.lan900 1-2! []', 'vswitch.vmlan0 2-2! []']);
  });
});
