import { harmsInSequence } from '../../../test/hosts/harms-of-clause';
import type { ObservedHost } from '../../model/observed-host';
import { hostIpv6Kept } from './host-ipv6-kept';

const harms = (command: string, ...plumbed: string[]) =>
  harmsInSequence(hostIpv6Kept, [command], { ipv6Interfaces: plumbed as unknown as ObservedHost['ipv6Interfaces'] });

test('an interface that is plumbed for IPv6 joins no aggregate', () => {
  const join = 'nwmgr -a -A links=3,4 -A mode=MANUAL -c lan901 -S apa';
  expect(harms(join, 'lan3')).toEqual(['1: lan3 is plumbed for IPv6, and joins lan901']);
  expect(harms(join, 'lan4')).toEqual(['1: lan4 is plumbed for IPv6, and joins lan901']);
  expect(harms(join, 'lan0', 'lan901')).toEqual([]);
});

test('of a new failover group the primary port may be, of one with ports none', () => {
  const join = 'nwmgr -a -A links=3,4 -A mode=LAN_MONITOR -c lan901 -S apa';
  expect(harms(join, 'lan3')).toEqual([]);
  expect(harms(join, 'lan4')).toEqual(['1: lan4 is plumbed for IPv6, and joins lan901']);
  expect(harms('nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa', 'lan3')).toEqual([
    '1: lan3 is plumbed for IPv6, and joins lan900',
  ]);
});

test('a group that is plumbed for IPv6 is not emptied, whichever way, and may lose a port', () => {
  const harm = ['1: lan900 is plumbed for IPv6, and is emptied'];
  expect(harms('nwmgr -d -S apa -c lan900 -A links=all --force', 'lan900')).toEqual(harm);
  expect(harms('nwmgr -d -S apa -c lan900 -A links=1,2', 'lan900')).toEqual(harm);
  expect(harms('nwmgr -d -S apa -c lan900 -A links=2', 'lan900')).toEqual([]);
  expect(harms('nwmgr -d -S apa -c lan900 -A links=all --force', 'lan1')).toEqual([]);
});

test('of a group that is not known any change may be the first or the last', () => {
  const join = 'nwmgr -a -A links=3,4 -A mode=LAN_MONITOR -c lan950 -S apa';
  expect(harms(join, 'lan3')).toEqual([]);
  expect(harms(join, 'lan4')).toEqual(['1: lan4 is plumbed for IPv6, and joins lan950']);
  expect(harms('nwmgr -d -S apa -c lan950 -A links=3', 'lan950')).toEqual([
    '1: lan950 is plumbed for IPv6, and is emptied',
  ]);
});

test('a host VLAN interface that is plumbed for IPv6 is not deleted', () => {
  expect(harms('nwmgr -d -c lan5000', 'lan5000')).toEqual(['1: lan5000 is plumbed for IPv6, and is deleted']);
  expect(harms('nwmgr -d -c lan5000', 'lan5001')).toEqual([]);
});

test('where it is not known, it is taken for plumbed', () => {
  const unknown = (command: string) => harmsInSequence(hostIpv6Kept, [command], { ipv6Interfaces: null });
  expect(unknown('nwmgr -d -c lan5000')).toEqual(['1: lan5000 may be plumbed for IPv6, and is deleted']);
  expect(unknown('nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa')).toEqual([
    '1: lan3 may be plumbed for IPv6, and joins lan901',
  ]);
  expect(unknown('nwmgr -d -S apa -c lan900 -A links=2')).toEqual([]);
  expect(unknown('hpvmnet -c -S vmlan3 -n 3')).toEqual([]);
});
