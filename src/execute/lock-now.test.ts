import { fakeHost, type FakeHost } from '../../test/transport/fake-host';
import { localShell } from '../../test/transport/local-shell';
import { lockNow } from './lock-now';

let host: FakeHost;
beforeEach(() => {
  host = fakeHost();
});
afterEach(() => host.remove());

test('says who holds the lock at this moment, if anybody does', async () => {
  const shell = localShell(host.root);
  expect(await lockNow(shell, 'run-1')).toBeUndefined();
  host.write('/var/opt/hpvmctl/lock/owner', 'owner=anna%40desk\nrun=run-2\npid=12\n');
  expect(await lockNow(shell, 'run-1')).toEqual({ owner: 'anna@desk', since: '', runId: 'run-2', processId: 12 });
});
