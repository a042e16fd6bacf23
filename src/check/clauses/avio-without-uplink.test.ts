import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { guestNic, quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { avioWithoutUplink } from './avio-without-uplink';

const ADD = 'hpvmmodify -P test01 -a network:avio_lan:0,2:vswitch:localnet:portid:2';
const HARM = 'at the end: AVIO NIC test01:0,2 is on localnet, which has no uplink';

const release = (integrityVmVersion: string | null): Partial<ObservedHost> => ({
  platform: { ...quickStartHost().platform, integrityVmVersion },
});

test('an AVIO NIC does not come to a vswitch without uplink', () => {
  expect(harmsInSequence(avioWithoutUplink, [ADD])).toEqual([HARM]);
  expect(harmsInSequence(avioWithoutUplink, [ADD.replace('avio_lan', 'lan')])).toEqual([]);
  expect(harmsInSequence(avioWithoutUplink, [ADD.replace('localnet', 'vmlan4')])).toEqual([]);
});

test('a NIC does not become one by a move or by another adapter type', () => {
  const change = (words: string) => harmsInSequence(avioWithoutUplink, [`hpvmmodify -P ${words}`]);
  const harm = (identity: string) => [`at the end: AVIO NIC ${identity} is on localnet, which has no uplink`];
  expect(change('web01 -m network:avio_lan:0,2:vswitch:localnet:portid:1')).toEqual(harm('web01:0,2'));
  expect(change('web01 -m network:lan:0,2:vswitch:localnet:portid:3')).toEqual([]);
  expect(change('web01 -m network:avio_lan:0,1:vswitch:localnet:portid:3')).toEqual(harm('web01:0,1'));
  expect(change('web01 -m network:avio_lan:0,1:vswitch:vmlan900:portid:3')).toEqual([]);
});

test('what counts is how it ends', () => {
  const away = 'hpvmmodify -P test01 -m network:avio_lan:0,2:vswitch:vmlan4:portid:3';
  const remove = 'hpvmmodify -P test01 -d network:avio_lan:0,2,0x0A0000000001:vswitch:localnet:portid:2';
  expect(harmsInSequence(avioWithoutUplink, [ADD, away])).toEqual([]);
  expect(harmsInSequence(avioWithoutUplink, [ADD, remove])).toEqual([]);
  expect(harmsInAnyOrder(avioWithoutUplink, [ADD, remove])).toEqual([HARM]);
});

test('a vswitch does not lose its uplink beneath an AVIO NIC', () => {
  const again = ['hpvmnet -S vmlan4 -h', 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4'];
  expect(harmsInSequence(avioWithoutUplink, again)).toEqual([
    'at the end: AVIO NIC db01:0,2 is on vmlan4, which has no uplink',
    'at the end: AVIO NIC web01:0,1 is on vmlan4, which has no uplink',
  ]);
  expect(harmsInSequence(avioWithoutUplink, [...again.slice(0, 2), 'hpvmnet -c -S vmlan4 -n 3'])).toEqual([]);
  // Whether a NIC may be left without vswitch is asked elsewhere.
  expect(harmsInSequence(avioWithoutUplink, again.slice(0, 2))).toEqual([]);
});

test('a guest-only vswitch may be made anew with an uplink', () => {
  const again = ['hpvmnet -S localnet -h', 'hpvmnet -d -S localnet', 'hpvmnet -c -S localnet -n 3'];
  expect(harmsInSequence(avioWithoutUplink, [ADD, ...again])).toEqual([]);
});

test('from 4.3 on nothing is said, and an unknown release is taken for an old one', () => {
  expect(harmsInSequence(avioWithoutUplink, [ADD], release('B.04.30'))).toEqual([]);
  expect(harmsInSequence(avioWithoutUplink, [ADD], release('B.06.10'))).toEqual([]);
  expect(harmsInSequence(avioWithoutUplink, [ADD], release('B.04.20.05'))).toEqual([HARM]);
  expect(harmsInSequence(avioWithoutUplink, [ADD], release('B.03.50'))).toEqual([HARM]);
  expect(harmsInSequence(avioWithoutUplink, [ADD], release(null))).toEqual([HARM]);
});

test('a NIC that the plan finds there is not its doing', () => {
  const { guestNics } = quickStartHost();
  const there = { guestNics: [...guestNics, guestNic('test01', '0,2', 'avio_lan', '0x0a0000000001', 'localnet', 2)] };
  const touch = 'hpvmmodify -P test01 -m network:avio_lan:0,2:vswitch:localnet:portid:5';
  expect(harmsInSequence(avioWithoutUplink, [touch], there)).toEqual([]);
  expect(harmsInSequence(avioWithoutUplink, ['hpvmnet -b -S localnet'], there)).toEqual([]);
  const plain = { guestNics: [...guestNics, guestNic('test01', '0,2', 'lan', '0x0a0000000001', 'localnet', 2)] };
  expect(harmsInSequence(avioWithoutUplink, [touch], plain)).toEqual([HARM]);
  const elsewhere = { guestNics: [...guestNics, guestNic('test01', '0,2', 'avio_lan', '0x0a0000000001', 'vmlan4', 3)] };
  expect(harmsInSequence(avioWithoutUplink, [touch], elsewhere)).toEqual([HARM]);
});

test('a vswitch that a NIC waits for does not come without uplink', () => {
  const { guestNics } = quickStartHost();
  const waiting = { guestNics: [...guestNics, guestNic('test01', '0,2', 'avio_lan', '0x0a0000000001', 'web', 1)] };
  expect(harmsInSequence(avioWithoutUplink, ['hpvmnet -c -S web'], waiting)).toEqual([
    'at the end: AVIO NIC test01:0,2 is on web, which has no uplink',
  ]);
  expect(harmsInSequence(avioWithoutUplink, ['hpvmnet -c -S web -n 3'], waiting)).toEqual([]);
});

test('nothing is walked where neither the NIC nor its vswitch changes', () => {
  const about = (...commands: readonly string[]) =>
    avioWithoutUplink.projections(situationWith(commands)).map((each) => each.about);
  expect(about('hpvmnet -S vmlan4 -u portid:1:vlanid:20', 'hpvmnet -c -S web -n 3')).toEqual([]);
  expect(about(ADD)).toEqual(['test01:0,2, localnet']);
  expect(about('hpvmnet -S vmlan4 -h')).toEqual(['db01:0,2, vmlan4', 'web01:0,1, vmlan4']);
});
