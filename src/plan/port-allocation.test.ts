import type { DesiredHost } from '../model/desired-host';
import type { HostName, VswitchName } from '../model/names';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import { PortAllocation } from './port-allocation';

const VMLAN4 = 'vmlan4' as VswitchName;

function desired(guestNics: readonly object[] = []): DesiredHost {
  return { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' as HostName, guestNics } as DesiredHost;
}

test('the lowest port that nobody uses is handed out, each once', () => {
  const ports = new PortAllocation(quickStartHost(), desired());
  expect([ports.take(VMLAN4), ports.take(VMLAN4)]).toEqual([3, 4]);
});

test('a port that the desired state fixes is not handed out', () => {
  const ports = new PortAllocation(
    quickStartHost(),
    desired([{ guest: 'g', slot: '0,1', vswitch: 'vmlan4', port: 3 }]),
  );
  expect(ports.take(VMLAN4)).toBe(4);
});

test('a port that is fixed for a NIC without its vswitch is one of the vswitch where that NIC is', () => {
  const ports = new PortAllocation(quickStartHost(), desired([{ guest: 'web01', slot: '0,1', port: 3 }]));
  expect(ports.take(VMLAN4)).toBe(4);
  const unknown = new PortAllocation(quickStartHost(), desired([{ guest: 'web01', slot: '0,9', port: 3 }]));
  expect(unknown.take(VMLAN4)).toBe(3);
});

test('ports of a vswitch that does not exist yet begin at 1', () => {
  expect(new PortAllocation(quickStartHost(), desired()).take('fresh' as VswitchName)).toBe(1);
});

test('there are 512 ports to hand out and not one more, 0 as the last', () => {
  const ports = new PortAllocation(quickStartHost(), desired());
  const taken = Array.from({ length: 512 }, () => ports.take('fresh' as VswitchName));
  expect(taken.slice(-2)).toEqual([511, 0]);
  expect(new Set(taken).size).toBe(512);
  expect(ports.take('fresh' as VswitchName)).toBeUndefined();
});

test('who holds a port is known, running or not', () => {
  const ports = new PortAllocation(quickStartHost(), desired());
  expect(ports.holdersOf('vmlan0' as VswitchName, 1)).toEqual(['test01:0,1']);
  expect(ports.holdersOf(VMLAN4, 1)).toEqual(['db01:0,2']);
  expect(ports.holdersOf(VMLAN4, 3)).toEqual([]);
});
