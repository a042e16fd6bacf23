import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { desiredDigest } from '../../src/desired/desired-digest';
import { discoverHost } from '../../src/discovery/discover-host';
import type { DesiredHost } from '../../src/model/desired-host';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Result } from '../../src/model/result';
import type { Plan } from '../../src/plan/plan-document';
import { hostFromScenario, SCENARIOS } from '../../src/simulator/scenario';
import { openLocalShell } from '../../src/simulator/shell/local-shell';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { provenPlan } from '../../src/workflow/proven-plan';

/** The plan of `examples/quickstart` on the host of the quick start, which documents and pictures show. */
export async function quickStartPlan(): Promise<{ readonly plan: Plan; readonly observed: ObservedHost }> {
  const desired = await synthesized();
  const observed = await observedQuickstartHost();
  const plan = provenPlan({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: false });
  return { plan, observed };
}

async function synthesized(): Promise<DesiredHost> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'hpvm-readme-'));
  try {
    process.env['CDKTF_OUTDIR'] = outdir;
    await import('../../examples/quickstart/main.js');
    const file = path.join(outdir, 'stacks', 'vmhost1', 'vmhost1.desired.json');
    return valueOf(decodeDesiredHost(JSON.parse(readFileSync(file, 'utf8')), file));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

async function observedQuickstartHost(): Promise<ObservedHost> {
  const shell = await openLocalShell(createSimulatedHost(hostFromScenario(SCENARIOS.vmhost1)));
  try {
    return valueOf(
      await discoverHost(shell, {
        host: 'vmhost1',
        observedAt: '2026-11-22T10:00:00Z',
        frameToken: 'readme0123456789',
        timeoutMs: 60_000,
      }),
    );
  } finally {
    await shell.close();
  }
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n'));
}
