import { situationWith, stepOf } from '../../test/hosts/harms-of-clause';
import { followPortUse, nicsOfPort, portUseAtStart } from './follow-port';

const MOVE = 'hpvmmodify -P db01 -m network:avio_lan:0,2:vswitch:vmlan4:portid:2';

test('the guest NICs of a port are those that have it and those that get it', () => {
  const situation = situationWith([MOVE, 'hpvmmodify -P app01 -a network:avio_lan:0,2:vswitch:vmlan4:portid:2']);
  expect(nicsOfPort(situation, 'vmlan4', 2)).toEqual(['app01:0,2', 'db01:0,2', 'web01:0,1']);
  expect(nicsOfPort(situation, 'vmlan4', 7)).toEqual([]);
});

test('before the plan a port has the NIC that the host says', () => {
  const situation = situationWith([MOVE]);
  const identities = ['db01:0,2', 'web01:0,1', 'app01:0,1', 'test01:0,7'];
  expect(portUseAtStart(situation, identities, 'vmlan4', 2)).toEqual({
    'db01:0,2': false,
    'web01:0,1': true,
    'app01:0,1': false,
    'test01:0,7': false,
  });
});

test('a NIC gets a port by an addition or a change, and loses it by a change or a removal', () => {
  const after = (has: boolean, command: string) =>
    followPortUse({ 'db01:0,2': has, 'web01:0,1': true }, stepOf(command).action, 'vmlan4', 2);
  const state = (has: boolean) => ({ 'db01:0,2': has, 'web01:0,1': true });
  expect(after(false, MOVE)).toEqual(state(true));
  expect(after(false, MOVE.replace('-m', '-a'))).toEqual(state(true));
  expect(after(true, MOVE.replace('portid:2', 'portid:3'))).toEqual(state(false));
  expect(after(true, MOVE.replace('vmlan4', 'vmlan0'))).toEqual(state(false));
  expect(after(true, MOVE.replace(':portid:2', ''))).toEqual(state(false));
  expect(after(true, 'hpvmmodify -P db01 -d network:avio_lan:0,2,0x56E9E3096A23:vswitch:vmlan4:portid:2')).toEqual(
    state(false),
  );
});

test('steps about other NICs change nothing', () => {
  const users = { 'web01:0,1': true };
  expect(followPortUse(users, stepOf(MOVE).action, 'vmlan4', 2)).toEqual(users);
  expect(followPortUse(users, stepOf('hpvmnet -S vmlan4 -h').action, 'vmlan4', 2)).toEqual(users);
});
