import type { CommandOutcome, SimulatedHost } from '../../simulated-host';
import { psOfProcess } from '../externals/process-tools';
import { read, write } from '../kernel/streams';
import { fromBytes, toBytes } from '../kernel/text-of-bytes';
import type { System } from '../shell/system';
import type { MirroredFiles } from './mirror-files';

/** Counts calls of the host that may answer within the next microtasks. */
export interface CallsInFlight {
  count: number;
}

/** Carries simulated HP commands out: questions are printed and answered on standard input. */
export function hostCommand(host: SimulatedHost, mirror: MirroredFiles, inFlight: CallsInFlight): System['host'] {
  return function* (path, call) {
    const { kernel, process, args, environment } = call;
    // The simulated host knows the processes of guests and people; those of the virtual machine are its own.
    if (path === '/usr/bin/ps' && (args[0] === '-p' || args[0] === '-fp')) return yield* psOfProcess(call);
    mirror.readIn();
    let question: { readonly prompt: string; readonly answer: (line: string) => void } | undefined;
    let outcome: CommandOutcome | undefined;
    let failure: Error | undefined;
    const unix95 = environment().get('UNIX95');
    const ask = (prompt: string): Promise<string> =>
      new Promise((answer) => {
        inFlight.count -= 1;
        question = { prompt, answer };
        kernel.wake(process);
      });
    const settle = (): void => {
      inFlight.count -= 1;
      kernel.wake(process);
    };
    inFlight.count += 1;
    host.runInteractively([path, ...args.map(fromBytes)], unix95 === undefined ? {} : { UNIX95: unix95 }, ask).then(
      (result) => {
        outcome = result;
        // The command has done its work even when nobody waits for it any more.
        mirror.writeOut();
        settle();
      },
      (error: unknown) => {
        failure = error instanceof Error ? error : new Error(String(error));
        settle();
      },
    );
    const ended = (): CommandOutcome | undefined => outcome;
    for (;;) {
      yield 'event';
      if (question !== undefined) {
        const { prompt, answer } = question;
        question = undefined;
        yield* write(kernel, process, 1, toBytes(prompt));
        const line = (yield* read(kernel, process, 0, true)) ?? '';
        inFlight.count += 1;
        answer(fromBytes(line.replace(/\n$/, '')));
      }
      if (failure !== undefined) throw failure;
      const result = ended();
      if (result === undefined) continue;
      if (result.stdout !== '') yield* write(kernel, process, 1, toBytes(result.stdout));
      if (result.stderr !== '') yield* write(kernel, process, 2, toBytes(result.stderr));
      return result.exitStatus;
    }
  };
}
