import type { Plan, PlanStep } from '../../src/plan/plan-document';

/** A plan with these steps and nothing else of interest. */
export function samplePlan(steps: readonly PlanStep[], status: Plan['status'] = 'ready'): Plan {
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
