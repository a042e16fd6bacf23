import { fakeHost, type FakeHost } from '../../test/transport/fake-host';
import { localShell } from '../../test/transport/local-shell';
import { findRun } from './find-run';
import { packPlan } from './packed-plan';

const STATE = '/var/opt/hpvmctl';

let host: FakeHost;
beforeEach(() => {
  host = fakeHost();
});
afterEach(() => host.remove());

function remember(runId: string): void {
  host.write(`${STATE}/runs/${runId}/program`, '');
  host.write(`${STATE}/runs/${runId}/plan`, packPlan({ of: runId }));
}

const find = (wanted?: string): ReturnType<typeof findRun> => findRun(localShell(host.root), wanted);

describe('findRun', () => {
  test('says so when there never was one', async () => {
    expect(await find()).toMatchObject({ ok: false, diagnostics: [{ code: 'no-run' }] });
  });

  test('takes the latest, unless one works or owes something', async () => {
    remember('20261122-1');
    remember('20261122-2');
    expect(await find()).toMatchObject({
      value: { runId: '20261122-2', why: 'latest', plan: { of: '20261122-2' } },
    });
    host.write(`${STATE}/unfinished`, 'run 20261122-1\ntodo s01 x\n');
    expect(await find()).toMatchObject({ value: { runId: '20261122-1', why: 'current', plan: { of: '20261122-1' } } });
    host.write(`${STATE}/lock/owner`, 'owner=anna\nrun=20261122-2\n');
    expect(await find()).toMatchObject({ value: { runId: '20261122-2', why: 'current' } });
  });

  test('passes over later ones that were refused or locked out', async () => {
    for (const id of ['1', '2', '3', '4']) remember(`20261122-${id}`);
    const begin = '@hpvm 20261122-4 run.1 begin at=2026-11-22T10:00:00Z\n';
    host.write(`${STATE}/runs/20261122-4/journal.run`, begin);
    host.write(`${STATE}/runs/20261122-2/journal.run`, `${begin}@hpvm 20261122-2 run.5 intent step=s01\n`);
    expect(await find()).toMatchObject({ value: { runId: '20261122-2', why: 'latest' } });
    expect(await find('20261122-4')).toMatchObject({ value: { runId: '20261122-4' } });
    host.write('/sbin/init.d/hpvmctl', 'sh /var/opt/hpvmctl/runs/20261122-3/program boot\n');
    expect(await find()).toMatchObject({ value: { runId: '20261122-3', why: 'latest' } });
  });

  test('finds the one that is asked for, and names those there are when it is not there', async () => {
    remember('a');
    remember('b');
    expect(await find('a')).toMatchObject({ value: { runId: 'a', why: 'latest' } });
    expect(await find('c')).toMatchObject({
      diagnostics: [{ code: 'no-run', detail: expect.stringContaining('a, b') }],
    });
  });

  test('gives no plan where it cannot be read, and passes over what is no run', async () => {
    host.write(`${STATE}/runs/a/program`, '');
    host.write(`${STATE}/runs/z/prevented`, '');
    host.write(`${STATE}/runs/$(id)/program`, '');
    expect(await find()).toMatchObject({ value: { runId: 'a', plan: undefined } });
  });
});
