import { compileLauncher } from '../../../src/execute/compile-launcher';
import { packPlan } from '../../../src/execute/packed-plan';
import { compileProgram } from '../../../src/execute/program/compile-program';
import type { Plan, PlanStep } from '../../../src/plan/plan-document';
import { count, type Tally } from '../tally';
import type { StubHost } from './stub-host';

const RUN = {
  ...{ runId: 'hostile-1', planDigest: 'sha256:00', owner: 'tester@here', takesBack: false },
  ...{ confirmToken: 'c0ffee', confirmSeconds: 60, longestSeconds: 600 },
};

/** Clears the host, and answers in the client's place that the host still is what the plan was made from. */
const BEFORE = `B=$HPVM_COMMAND_PREFIX/var/opt/hpvmctl
rm -rf "$B"
R=$B/runs/${RUN.runId}
( until [ -d "$R" ]; do sleep 0.01; done; echo go >"$R/go" ) &
`;

/** Steps that share one program. */
const STEPS = 40;

/** Collects steps that were let through, and has a real shell carry them out. */
export interface StepBatch {
  /** Says whether the step may be carried out; if so it will be. */
  offer(plan: Plan, step: PlanStep): boolean;
  /** Carries out what is waiting. */
  flush(): void;
}

/** Every call must arrive byte for byte, in order, and nothing else may have run. */
export function stepBatch(host: StubHost, tally: Tally): StepBatch {
  const waiting: PlanStep[] = [];
  const seen = new Set<string>();
  let carrier: Plan | undefined;
  const flush = (): void => {
    if (carrier === undefined || waiting.length === 0) return;
    const steps = waiting.splice(0).map((step, index) => ({ ...step, id: `s${String(index + 1).padStart(2, '0')}` }));
    const plan = withSteps(carrier, steps);
    const program = compileProgram(plan, RUN);
    if (!program.ok) throw new Error(JSON.stringify(program.diagnostics));
    const listing = steps.flatMap(({ readBack }) =>
      readBack === undefined ? [] : [`${readBack.lineStartsWith} ${readBack.lineContains} `],
    );
    for (const command of host.commands) host.answer(command, null, `${listing.join('\n')}\n`);
    const launcher = compileLauncher({
      runId: RUN.runId,
      program: program.value,
      packedPlan: packPlan(plan),
    });
    const { calls, stdout } = host.run(`${BEFORE}${launcher}`);
    const expected = steps.flatMap(({ command, readBack }) => [
      command,
      ...(readBack === undefined ? [] : [readBack.command]),
    ]);
    count(tally, 'steps carried out', steps.length);
    if (JSON.stringify(calls) !== JSON.stringify(expected)) {
      const at = expected.findIndex((call, index) => JSON.stringify(call) !== JSON.stringify(calls[index]));
      count(
        tally,
        'escapes',
        1,
        `called ${JSON.stringify(calls[at])} for ${JSON.stringify(expected[at])} ${stdout.slice(-300)}`,
      );
    }
    const marks = host.marks();
    if (marks.length > 0)
      count(tally, 'escapes', 1, `left ${marks.join(' ')} in a program of ${String(steps.length)} steps`);
  };
  return {
    offer: (plan, step) => {
      if (!compileProgram(withSteps(plan, [{ ...step, id: 's01' }]), RUN).ok) return false;
      // With another id they are the same program.
      const { command, answers, readBack, ownership, durationSeconds } = step;
      const key = JSON.stringify([command, answers, readBack, ownership, durationSeconds.of]);
      if (seen.has(key)) return true;
      seen.add(key);
      carrier ??= plan;
      waiting.push(expectingToShow(step));
      if (waiting.length >= STEPS) flush();
      return true;
    },
    flush,
  };
}

/** All commands of a batch print the same, so that nothing can be seen to have gone. */
function expectingToShow(step: PlanStep): PlanStep {
  if (step.readBack?.isAbsent !== true) return step;
  const { isAbsent: _, ...readBack } = step.readBack;
  return { ...step, readBack };
}

/** The plan with these steps alone: what surrounds them does not become part of a program. */
function withSteps(plan: Plan, steps: readonly PlanStep[]): Plan {
  return { ...plan, status: 'ready', steps, outages: [] };
}
