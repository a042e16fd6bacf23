import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { startPluginServer } from '../../src/provider/plugin/plugin-server';
import { PROVIDER_CALLS } from '../../src/provider/protocol/messages';
import { decodeMessage } from '../../src/provider/protocol/wire';
import { isObjectValue, type ObjectValue, type Value } from '../../src/provider/protocol/value';
import { wideHost } from '../properties/wide-host';
import { describeWithTerraform } from '../tools/require-tool';
import { arbitraryPairs, configOf, drawFrom, FOUND, meddleWith, someOf, withBlurred } from './generated-pairs';
import { inProcessProvider, unwire } from './in-process-provider';
import { reportTally } from './tally';
import type { TerraformRun } from './terraform-bench';

/** Pairs of a state and a configuration that Terraform itself judges; more with HPVM_TERRAFORM_PAIRS. */
const PAIRS = Number(process.env['HPVM_TERRAFORM_PAIRS'] ?? '12');
const APPLY = '/tfplugin6.Provider/ApplyResourceChange';

describeWithTerraform('terraform as the judge of the provider', (terraform) => {
  test('it never calls the provider inconsistent, and every apply converges without a hazard', async () => {
    const seen = { pairs: 0, drifted: 0, refused: 0, applied: 0, withUnknowns: 0, commands: 0 };
    const property = fc.asyncProperty(...arbitraryPairs, async (documents, seed) => {
      const chance = drawFrom(seed);
      const host = wideHost();
      const provider = inProcessProvider(host);
      const project = mkdtempSync(path.join(tmpdir(), 'hpvm-judge-'));
      const server = await startPluginServer({
        calls: new Map([...provider.calls].map(([name, call]) => [name, name === APPLY ? counted(call) : call])),
        now: new Date(),
        onShutdown: () => undefined,
      });
      function counted(call: (bytes: Uint8Array) => Promise<Uint8Array>): typeof call {
        return (bytes) => {
          const request = decodeMessage(PROVIDER_CALLS.ApplyResourceChange.request, bytes);
          const { plannedState } = request;
          const commands = unwire(plannedState)?.['commands'];
          if (Array.isArray(commands)) seen.commands += commands.length;
          return call(bytes);
        };
      }
      try {
        for (const [round, whole] of documents.entries()) {
          seen.pairs += 1;
          if (chance() < 0.3) {
            await meddleWith(host);
            seen.drifted += 1;
          }
          const config = configOf(someOf(whole, chance), '${data.hpvm_host.host.snapshot}');
          const hidden: Value[] = [];
          const hide = (value: Value): Value =>
            `\${terraform_data.later.output[${String(hidden.push(value) - 1)}].value}`;
          const written = chance() < 0.4 ? withBlurred(config, chance, hide) : config;
          if (hidden.length > 0) seen.withUnknowns += 1;
          writeFileSync(path.join(project, 'main.tf.json'), projectText(written, hidden, round));
          const run = (...words: readonly string[]): Promise<TerraformRun> =>
            runTerraform(terraform, project, server.address, words);

          const applied = await run('apply', '-auto-approve');
          expect(applied.output).not.toMatch(/Provider produced|bug in the provider|fault of the provider|crashed/);
          if (applied.status !== 0) {
            // The planner refuses what contradicts the host; nothing has been begun then.
            expect(applied.output).not.toContain('the run ended');
            seen.refused += 1;
            continue;
          }
          seen.applied += 1;
          expect(await run('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
          expect(await run('plan', '-refresh-only', '-detailed-exitcode')).toMatchObject({ status: 0 });
          expect(host.hazards()).toEqual([]);
        }
      } finally {
        server.close();
        rmSync(project, { recursive: true, force: true });
      }
    });
    await fc.assert(property, { numRuns: Math.ceil(PAIRS / 3), examples: [...FOUND], endOnFailure: true });
    reportTally('terraform', seen);
    expect(seen.applied).toBeGreaterThan(0);
  }, 7_200_000);
});

/** The configuration of one host; what is hidden comes out of a resource that every round makes anew. */
function projectText(config: ObjectValue, hidden: readonly Value[], round: number): string {
  const later = { input: hidden.map((value) => ({ value: withoutNulls(value) })), triggers_replace: round };
  return JSON.stringify({
    terraform: { required_providers: { hpvm: { source: 'cdktf-hpvm/hpvm' } } },
    data: { hpvm_host: { host: { host: 'vmhost1' } } },
    resource: {
      ...(hidden.length === 0 ? {} : { terraform_data: { later } }),
      hpvm_host_network: { host: withoutNulls(config) },
    },
  });
}

function withoutNulls(value: Value): Value {
  if (!isObjectValue(value)) return value;
  const given = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(given.map(([key, each]) => [key, withoutNulls(each)]));
}

/** Runs terraform with the provider that listens there, which it neither starts nor ends. */
function runTerraform(
  terraform: string,
  project: string,
  socket: string,
  words: readonly string[],
): Promise<TerraformRun> {
  const reattach = {
    'registry.terraform.io/cdktf-hpvm/hpvm': {
      ...{ Protocol: 'grpc', ProtocolVersion: 6, Pid: process.pid, Test: true },
      Addr: { Network: 'unix', String: socket },
    },
  };
  const child = spawn(terraform, [...words, '-no-color', '-input=false'], {
    cwd: project,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: project,
      CHECKPOINT_DISABLE: '1',
      TF_REATTACH_PROVIDERS: JSON.stringify(reattach),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, output })));
}
