import { VLAN_PLAN } from '../../test/transport/virtual-run';
import { errorDiagnostic } from '../model/diagnostic';
import { failure } from '../model/result';
import { looksAtRun } from './look-at-run';

test.each([
  ['transport-login', true],
  ['transport-host-key', true],
  ['transport-timeout', false],
  ['transport-connect', false],
])('a look that fails with %s is to be tried again, and refused: %s', async (code, isRefused) => {
  const { look } = looksAtRun({
    plan: VLAN_PLAN,
    target: { host: 'vmhost1', connection: { address: 'vmhost1' } },
    desired: undefined,
    observe: () => Promise.resolve(failure(errorDiagnostic(code, 'no', 'why'))),
    runId: 'run-1',
  });
  const answer = { status: 'unknown', reason: 'no', isRefused };
  expect(await look('awaiting')).toEqual(answer);
  expect(await look('carried-out')).toEqual(answer);
});
