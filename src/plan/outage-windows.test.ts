import { quickStartHost } from '../../test/hosts/quick-start-host';
import { withPortVlan } from '../../test/hosts/with-port-vlan';
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

  describe('a NIC whose port loses its VLAN is out of service until the VLAN is set again', () => {
    const tagged: ObservedHost = { ...observed, ...withPortVlan('vmlan4', 2, 120) };
    const remove4 = { type: 'vswitch-delete', vswitch: 'vmlan4', uplink: null };
    const anew = [halt('vmlan4'), remove4, create('vmlan4'), boot('vmlan4')];
    const vlan = (port: number, vlanId: number | null) => ({ type: 'port-vlan', vswitch: 'vmlan4', port, vlanId });
    const on = (
      type: 'guest-nic-add' | 'guest-nic-remove' | 'guest-nic-change',
      port: number,
      change: object = {},
    ) => ({
      ...{ ...nic(type, 'web01:0,1', 'vmlan4'), port, ...change },
    });

    test('where its vswitch is made anew', () => {
      expect(windowsOn(tagged, [...anew, boot('localnet'), vlan(2, 120)])).toEqual([
        'guestNic.db01:0,2 0-3 [db01] 0-3 vswitch.vmlan4',
        'vswitch.vmlan4 0-3 [db01,web01]',
        'guestNic.web01:0,1 0-5 [web01] 0-5 vswitch.vmlan4',
      ]);
    });

    test('or another one, which it is to have in the end; the VLAN of another port does not count', () => {
      expect(windowsOn(tagged, [...anew, vlan(1, 120), vlan(2, 30)])).toContain(
        'guestNic.web01:0,1 0-5 [web01] 0-5 vswitch.vmlan4',
      );
    });

    test('not where it is to be untagged in the end, nor where its vswitch is only restarted', () => {
      const short = 'guestNic.web01:0,1 0-3 [web01] 0-3 vswitch.vmlan4';
      expect(windowsOn(tagged, [...anew, boot('localnet')])).toContain(short);
      const restart = [halt('vmlan4'), boot('localnet'), boot('localnet'), boot('vmlan4'), vlan(2, 30)];
      expect(windowsOn(tagged, restart)).toContain(short);
    });

    test('nor where it was untagged before, although it gets a VLAN later', () => {
      expect(windowsOn(observed, [...anew, vlan(2, 120)])).toContain(
        'guestNic.web01:0,1 0-3 [web01] 0-3 vswitch.vmlan4',
      );
    });

    test('where it is replaced, or put on another port', () => {
      expect(windowsOn(tagged, [on('guest-nic-remove', 2), on('guest-nic-add', 2), vlan(2, 120)])).toEqual([
        'guestNic.web01:0,1 0-2 [web01] 0-2',
      ]);
      const moved = on('guest-nic-change', 7, { from: 'vmlan4', fromPort: 2 });
      expect(windowsOn(tagged, [moved, vlan(7, 120)])).toEqual(['guestNic.web01:0,1 0-1 [web01] 0-1']);
      const stays = on('guest-nic-change', 2, { from: 'vmlan4', fromPort: 2 });
      expect(windowsOn(tagged, [stays, vlan(7, 120)])).toEqual(['guestNic.web01:0,1 0-0 [web01] 0-0']);
    });

    test('for good, where it is removed before it is set', () => {
      expect(windowsOn(tagged, [...anew, on('guest-nic-remove', 2)])).toContain(
        'guestNic.web01:0,1 0-4! [web01] 0-4 vswitch.vmlan4, 4-4',
      );
    });

    test('through a further halt of its vswitch', () => {
      expect(windowsOn(tagged, [...anew, halt('vmlan4'), boot('vmlan4'), vlan(2, 120)])).toContain(
        'guestNic.web01:0,1 0-6 [web01] 0-4 vswitch.vmlan4, 4-6 vswitch.vmlan4',
      );
    });

    test('as far as the VLAN and the port are known', () => {
      const unknown = (change: object): ObservedHost => ({
        ...tagged,
        guestNics: tagged.guestNics.map((each) => (each.guest === 'web01' ? { ...each, ...change } : each)),
      });
      const short = 'guestNic.web01:0,1 0-3 [web01] 0-3 vswitch.vmlan4';
      expect(windowsOn(unknown({ vlanId: 'unknown' }), [...anew, vlan(2, 120)])).toContain(short);
      expect(windowsOn(unknown({ port: null }), [...anew, vlan(2, 120)])).toContain(short);
    });

    test('while its guest runs', () => {
      const off = { ...tagged, guests: tagged.guests.map((guest) => ({ ...guest, state: 'off' as const })) };
      expect(windowsOn(off, [on('guest-nic-remove', 2), on('guest-nic-add', 2), vlan(2, 120)])).toEqual([
        'guestNic.web01:0,1 0-1 [] 0-1',
      ]);
    });
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
