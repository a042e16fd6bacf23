import type { Plan, PlanStep, RevertPlan, RevertStep } from '../../src/plan/plan-document';

/** A plan with these steps and nothing else of interest. */
export function samplePlan(
  steps: readonly PlanStep[],
  status: Plan['status'] = 'ready',
  revert: RevertPlan | null = null,
): Plan {
  return {
    formatVersion: '1',
    kind: 'hpvm-plan',
    host: 'vmhost1',
    status,
    basis: {
      desiredDigest: '',
      footprintDigest: '',
      rulesDigest: '',
      contentDigest: 'sha256:0',
      observedAt: '',
      footprint: [],
    },
    changes: [],
    steps,
    outages: [],
    managementPath: { touched: false, through: [] },
    revert,
    certificate: null,
    diagnostics: [],
  };
}

/** A step that runs one command line. */
export function sampleStep(
  id: string,
  command: readonly string[],
  more: Partial<Omit<PlanStep, 'id' | 'command'>> = {},
): PlanStep {
  return {
    id,
    title: `step ${id}`,
    address: 'vswitch.web',
    command,
    phase: 'running',
    purpose: { rule: 'change', why: 'the test wants it' },
    after: [],
    durationSeconds: { min: 0, expected: 1, max: 2, basis: 'assumed' },
    undo: null,
    confidence: 'documented',
    source: 'test',
    ...more,
  };
}

/** A command that takes one step back. */
export function sampleUndo(
  id: string,
  takesBack: string,
  command: readonly string[],
  more: Partial<Omit<RevertStep, 'id' | 'command'>> = {},
): RevertStep {
  return {
    id,
    takesBack: [takesBack],
    title: `undo ${id}`,
    command,
    phase: 'running',
    due: 'always',
    durationSeconds: { min: 0, expected: 1, max: 2, basis: 'assumed' },
    ...more,
  };
}

/** A way back with these commands that reaches all of the plan. */
export function sampleRevert(steps: readonly RevertStep[], guardedUntil: string | null = null): RevertPlan {
  return { guardedUntil, steps, outages: [] };
}
