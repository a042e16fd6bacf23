// Times building and synthesizing an app of one size in a fresh process and prints one JSON line: `node synthesis.cjs 1000`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { GuestNic, IntegrityVmHost, LanInterface, Offload, VSwitch } from '../../constructs/index';

const resources = Number(process.argv[2]);
const outdir = mkdtempSync(path.join(tmpdir(), 'hpvm-bench-'));
const begin = performance.now();
const app = new App({ outdir, stackTraces: false });
const stack = new TerraformStack(app, 'bench');
declareHost(stack, resources);
const built = performance.now();
app.synth();
const done = performance.now();
const text = readFileSync(path.join(outdir, 'stacks', 'bench', 'large.desired.json'), 'utf8');
const parseMs = Math.min(
  ...Array.from({ length: 5 }, () => {
    const parseBegin = performance.now();
    JSON.parse(text);
    return performance.now() - parseBegin;
  }),
);
rmSync(outdir, { recursive: true, force: true });
process.stdout.write(
  `${JSON.stringify({ buildMs: built - begin, synthMs: done - built, parseMs, documentBytes: text.length })}\n`,
);

function declareHost(scope: TerraformStack, count: number): void {
  const host = new IntegrityVmHost(scope, 'large', { address: 'large.example.net' });
  const bays = Math.max(1, Math.round(count / 50));
  for (let bay = 0; bay < bays; bay += 1) {
    const uplink = new LanInterface(host, `lan${String(bay)}`, { checksumOffload: Offload.OFF });
    const vswitch = new VSwitch(host, `vs${String(bay)}`, { uplink });
    for (let nic = 0; nic < count / bays - 2; nic += 1) {
      new GuestNic(host, `nic${String(bay)}x${String(nic)}`, {
        guest: `g${String(bay)}x${String(Math.floor(nic / 8))}`,
        slot: `0,${String(nic % 8)}`,
        vswitch,
        vlanId: 100 + (nic % 40),
      });
    }
  }
}
