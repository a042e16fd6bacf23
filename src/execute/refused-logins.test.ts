import { TAKEN_BACK, virtualRun } from '../../test/transport/virtual-run';
import type { HostShell } from '../transport/host-shell';
import { TransportError } from '../transport/transport-error';
import type { Answer } from './answer-questions';

const REFUSED = new TransportError('login refused', { phase: 'login', endpoint: 'vmhost1', isRetryable: false });

describe('a login that is refused', () => {
  test('of a run that is followed is tried a few times only: an account may be locked for more', async () => {
    const run = virtualRun();
    run.onRecord('awaiting', () => run.machine.cutConnections());
    let logins = 0;
    const reconnect = (): Promise<never> => {
      logins += 1;
      return Promise.reject(REFUSED);
    };
    const report = await run.execute({ reconnect });
    expect(report).toMatchObject({ outcome: 'unknown', diagnostics: [{ code: 'outcome-unknown' }] });
    expect(report.diagnostics[0]?.detail).toContain('login refused');
    expect(logins).toBe(3);
  });

  test('at first, as while a host boots, is none when it is accepted later, and a run is followed', async () => {
    const run = virtualRun();
    run.onRecord('awaiting', () => run.machine.cutConnections());
    run.onRecord('confirmed', () => run.machine.cutConnections());
    let logins = 0;
    const reconnect = (): Promise<HostShell> => {
      logins += 1;
      return logins === 3 || logins === 6 ? Promise.resolve(run.machine.shell()) : Promise.reject(REFUSED);
    };
    expect(await run.execute({ reconnect })).toMatchObject({ outcome: 'applied' });
    expect(logins).toBe(6);
  });

  test('to whoever is to look at the host is tried a few times only, and the run gets no answer', async () => {
    const run = virtualRun();
    const look = (question: string): Promise<Answer> =>
      Promise.resolve(
        question === 'awaiting' ? { status: 'unknown', reason: 'no login', isRefused: true } : { status: 'yes' },
      );
    expect(await run.execute({ look })).toMatchObject({ outcome: 'reverted', revertReason: 'failed:no-confirm' });
    expect(run.looks.filter((question) => question === 'awaiting')).toHaveLength(3);
    expect(run.progress.map(({ kind }) => kind).filter((kind) => kind.startsWith('look-'))).toEqual([
      'look-failed',
      'look-failed',
      'look-refused',
    ]);
    expect(run.calls).toEqual(TAKEN_BACK);
  });
});
