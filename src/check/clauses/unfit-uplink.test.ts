import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withNics } from '../../../test/hosts/with-interfaces';
import type { ObservedHost } from '../../model/observed-host';
import { unfitUplink } from './unfit-uplink';

const GELAN_3 = withNics({ lan3: { driver: 'gelan' } });
const GELAN_4 = withNics({ lan4: { driver: 'gelan' } });

function harms(commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] {
  return harmsInSequence(unfitUplink, commands, changes);
}

function gelanHarm(place: number, nic: string): string {
  return `${String(place)}: a vswitch is to use ${nic}, whose driver gelan is not supported`;
}

function release(integrityVmVersion: string | null): Pick<ObservedHost, 'platform'> {
  return { platform: { ...quickStartHost().platform, integrityVmVersion } };
}

function down(name: string): Pick<ObservedHost, 'vswitches'> {
  const { vswitches } = quickStartHost();
  return { vswitches: vswitches.map((each) => (each.name === name ? { ...each, state: 'down' } : each)) };
}

test('a vswitch is not put on a VLAN interface', () => {
  const create = (ppa: number) => harms([`hpvmnet -c -S web -n ${String(ppa)}`]);
  for (const ppa of [5000, 5001, 8999])
    expect(create(ppa)).toEqual([`1: web is put on VLAN interface lan${String(ppa)}`]);
  for (const ppa of [3, 500, 900, 4999, 9000, 50_000, 15_000]) expect(create(ppa)).toEqual([]);
  expect(harms(['hpvmnet -c -S web'])).toEqual([]);
  expect(harms(['nwmgr -a -S vlan -A vlanid=7,ppa=5000 -c lan5001'])).toEqual([]);
});

test('a vswitch is not put on a gelan NIC, from Integrity VM 4.1 on', () => {
  const create = ['hpvmnet -c -S web -n 3'];
  expect(harms(create)).toEqual([]);
  expect(harms(create, GELAN_3)).toEqual([gelanHarm(1, 'lan3')]);
  expect(harms(create, GELAN_4)).toEqual([]);
  expect(harms(create, { ...GELAN_3, ...release('B.04.10') })).toEqual([gelanHarm(1, 'lan3')]);
  expect(harms(create, { ...GELAN_3, ...release('B.04.00') })).toEqual([]);
  expect(harms(create, { ...GELAN_3, ...release(null) })).toEqual([]);
  expect(harms(['hpvmnet -c -S web'], GELAN_3)).toEqual([]);
});

test('a vswitch is not put on a group that has a gelan NIC in the end', () => {
  const create = 'hpvmnet -c -S web -n 900';
  const host = withNics({ lan2: { driver: 'gelan' } });
  expect(harms([create], host)).toEqual([gelanHarm(1, 'lan2')]);
  expect(harms([create, 'nwmgr -d -S apa -c lan900 -A links=2'], host)).toEqual([]);
});

test('no gelan NIC joins the group of a vswitch', () => {
  const join = 'nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa';
  expect(harms([join])).toEqual([]);
  expect(harms([join], GELAN_3)).toEqual([gelanHarm(1, 'lan3')]);
  expect(harms([join.replace('900', '901')], GELAN_3)).toEqual([]);
  expect(harms([join, 'hpvmnet -S vmlan900 -h', 'hpvmnet -d -S vmlan900'], GELAN_3)).toEqual([]);
  expect(harms([join], withNics({ lan2: { driver: 'gelan' } }))).toEqual([]);
});

test('a vswitch that was down does not boot on a gelan NIC; one that runs on it may be restarted', () => {
  const restart = ['hpvmnet -S vmlan4 -h', 'hpvmnet -b -S vmlan4'];
  expect(harms(restart, GELAN_4)).toEqual([]);
  expect(harms(['hpvmnet -b -S vmlan4'], { ...GELAN_4, ...down('vmlan4') })).toEqual([gelanHarm(1, 'lan4')]);
  expect(harms(['hpvmnet -b -S vmlan4'], { ...GELAN_3, ...down('vmlan4') })).toEqual([]);
  expect(harms(['hpvmnet -b -S localnet'], { ...GELAN_3, ...down('localnet') })).toEqual([]);
});

test('no guest gets a NIC on a vswitch that is on a gelan NIC in the end', () => {
  const add = 'hpvmmodify -P app01 -a network:avio_lan:0,2:vswitch:vmlan4:portid:3';
  const move = 'hpvmmodify -P app01 -m network:avio_lan:0,1:vswitch:vmlan4:portid:3';
  const away = ['hpvmnet -S vmlan4 -h', 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 3'];
  for (const arrival of [add, move]) {
    expect(harms([arrival])).toEqual([]);
    expect(harms([arrival], GELAN_4)).toEqual([gelanHarm(1, 'lan4')]);
    expect(harms([arrival, ...away], GELAN_4)).toEqual([]);
  }
  const remove = 'hpvmmodify -P db01 -d network:avio_lan:0,2,0x56E9E3096A23:vswitch:vmlan4:portid:1';
  expect(harms([remove], GELAN_4)).toEqual([]);
  expect(harms(['hpvmmodify -P web01 -a network:lan:0,3:vswitch:localnet'], GELAN_4)).toEqual([]);
});

test('nothing is looked at where no command puts a NIC to use', () => {
  const commands = ['hpvmnet -S vmlan4 -u portid:1:vlanid:7', 'nwmgr -s -A rx_cko=off -c lan4', 'hpvmnet -S vmlan4 -h'];
  expect(unfitUplink.projections(situationWith(commands, GELAN_4))).toEqual([]);
});

test('a guest NIC that only changes its port makes no new use of the card', () => {
  const change = (type: string, vswitch: string) =>
    `hpvmmodify -P web01 -m network:${type}:0,1:vswitch:${vswitch}:portid:9`;
  const moved = ['hpvmnet -S vmlan0 -h', 'hpvmnet -d -S vmlan0', 'hpvmnet -c -S vmlan0 -n 4'];
  const test01 = 'hpvmmodify -P test01 -m network:lan:0,1:vswitch:vmlan0:portid:9';
  expect(harms([change('avio_lan', 'vmlan4')], GELAN_4)).toEqual([]);
  expect(harms([change('lan', 'vmlan4')], GELAN_4)).toEqual([gelanHarm(1, 'lan4')]);
  expect(harms([change('avio_lan', 'vmlan0')], withNics({ lan0: { driver: 'gelan' } }))).toEqual([
    gelanHarm(1, 'lan0'),
  ]);
  expect(harms([...moved, test01], GELAN_4)).toContain(gelanHarm(4, 'lan4'));
});
