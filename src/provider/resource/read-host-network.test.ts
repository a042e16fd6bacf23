import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { readHostNetwork } from './read-host-network';

test('a NIC that was pulled is warned of, and is no drift that an apply would have to end', async () => {
  const applied = { host: 'vmhost1', interfaces: { lan7: { checksum_offload: 'off' } } };
  const { state, diagnostics } = await readHostNetwork(applied, quickStartHost(), {});
  expect(state).toMatchObject({ interfaces: applied.interfaces, drift: [] });
  expect(diagnostics.map(({ diagnostic: { severity, summary } }) => `${severity}: ${summary}`)).toEqual([
    'warning: lanInterface.lan7 is not on the host',
  ]);
});
