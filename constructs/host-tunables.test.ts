import { documentOf, hostInStack } from '../test/constructs/synthesized-host';
import { HostTunables } from './host-tunables';

describe('HostTunables', () => {
  test('manage nothing by default', () => {
    const host = hostInStack();
    const tunables = new HostTunables(host, 'tunables');
    expect([tunables.host, HostTunables.isHostTunables(tunables), HostTunables.isHostTunables(host)]).toEqual([
      host,
      true,
      false,
    ]);
    expect(documentOf(host).tunables).toEqual({ from: 'rack1/vmhost1/tunables' });
  });

  test('that do not exist are not in the document', () => {
    expect(documentOf(hostInStack())).not.toHaveProperty('tunables');
  });

  test.each([0, 1, 30])('write %d frames', (macAddressFrames) => {
    const host = hostInStack();
    new HostTunables(host, 'tunables', { macAddressFrames });
    expect(documentOf(host).tunables).toMatchObject({ macAddressFrames });
  });

  test.each([-1, 31, 2.5])('refuse %d frames', (macAddressFrames) => {
    expect(() => new HostTunables(hostInStack(), 'tunables', { macAddressFrames })).toThrow(
      `[rack1/vmhost1/tunables] macAddressFrames is ${String(macAddressFrames)}; it must be an integer from 1 to 30, or 0 for no check (source: Integrity VM 4.2.5 Release Notes, 7.2.17, p. 75)`,
    );
  });

  test('stand once on each host', () => {
    const host = hostInStack();
    new HostTunables(host, 'first');
    expect(() => new HostTunables(host, 'second')).toThrow(
      '[rack1/vmhost1/second] host "vmhost1" has HostTunables already, at rack1/vmhost1/first',
    );
  });
});
