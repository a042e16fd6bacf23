import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { decodeDesiredText } from '../../src/desired/decode-desired-text';
import { desiredDigest } from '../../src/desired/desired-digest';
import type { ImportedProject } from '../../src/import/project/imported-project';
import type { DesiredHost } from '../../src/model/desired-host';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Plan } from '../../src/plan/plan-document';
import { provenPlan } from '../../src/workflow/proven-plan';

/** Runs the program of an imported project and gives back the documents that its synthesis writes. */
export function documentsOf({ main, shared, hosts }: ImportedProject): readonly DesiredHost[] {
  const outdir = mkdtempSync(path.join(tmpdir(), 'imported-'));
  const before = process.env['CDKTF_OUTDIR'];
  process.env['CDKTF_OUTDIR'] = outdir;
  const files = new Map(
    [...hosts, ...(shared === undefined ? [] : [shared])].map((file) => [`./${file.path}`, file.text]),
  );
  const load = (name: string): unknown => {
    const text = files.get(`${name}.ts`);
    return text === undefined ? jest.requireActual(name) : runModule(text, load);
  };
  try {
    runModule(main.text, load);
    return readdirSync(outdir, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.desired.json'))
      .map((file) => {
        const decoded = decodeDesiredText(readFileSync(path.join(outdir, file), 'utf8'), file);
        if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
        return decoded.value;
      });
  } finally {
    if (before === undefined) delete process.env['CDKTF_OUTDIR'];
    else process.env['CDKTF_OUTDIR'] = before;
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The plan of a document for a host; `acceptRecalled`: somebody approved removing commands of recalled form. */
export function planOf(desired: DesiredHost, observed: ObservedHost, acceptRecalled = false): Plan {
  return provenPlan({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled });
}

function runModule(text: string, load: (name: string) => unknown): unknown {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const module = { exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what import writes is a program, and is run as one
  const run = new Function('require', 'module', 'exports', outputText) as (...given: readonly unknown[]) => void;
  run(load, module, module.exports);
  return module.exports;
}
