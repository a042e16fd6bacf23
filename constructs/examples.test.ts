import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { decodeDesiredText } from '../src/desired/decode-desired-text';

const examples = path.join(__dirname, '../examples');

/** Runs the main file of an example as `node` would, and gives back its output folder. */
function synthesize(name: string, context: Readonly<Record<string, unknown>> = {}): string {
  const outdir = mkdtempSync(path.join(tmpdir(), `example-${name}-`));
  const before = { ...process.env };
  process.env['CDKTF_OUTDIR'] = outdir;
  process.env['CDKTF_CONTEXT_JSON'] = JSON.stringify(context);
  try {
    jest.isolateModules(() => {
      jest.requireActual(path.join(examples, name, 'main.ts'));
    });
  } finally {
    process.env = before;
  }
  return outdir;
}

function documentsIn(outdir: string): readonly string[] {
  return readdirSync(outdir, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.desired.json'))
    .map((file) => path.join(outdir, file))
    .sort();
}

/** Those of CDKTF; beside them lie those of the Terraform provider, in the layout of a registry. */
const names = readdirSync(examples)
  .filter((name) => existsSync(path.join(examples, name, 'main.ts')))
  .sort();

describe('the examples', () => {
  test('are the ones that the tests know', () => {
    expect(names).toEqual(['fleet', 'native', 'quickstart', 'spread-guests', 'terraform-data']);
  });

  test.each(names)('%s synthesizes the documents that are checked in, without a warning', (name) => {
    const documents = documentsIn(synthesize(name));
    const goldens = readdirSync(path.join(examples, name)).filter((file) => file.endsWith('.desired.golden.json'));
    expect(documents.map((file) => path.basename(file).replace('.desired.', '.desired.golden.'))).toEqual(
      goldens.sort(),
    );
    for (const file of documents) {
      const text = readFileSync(file, 'utf8');
      const golden = path.join(examples, name, path.basename(file).replace('.desired.', '.desired.golden.'));
      expect(text).toBe(readFileSync(golden, 'utf8'));
      expect(decodeDesiredText(text, file)).toMatchObject({ ok: true, diagnostics: [] });
    }
  });

  test.each(names)('%s gives the same bytes on every machine', (name) => {
    const [first, second] = [synthesize(name), synthesize(name)];
    const files = readdirSync(first, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
    expect(files).toContain('manifest.json');
    for (const file of files) {
      const text = readFileSync(path.join(first, file), 'utf8');
      expect(text).toBe(readFileSync(path.join(second, file), 'utf8'));
      expect(text).not.toContain(first);
      expect(text).not.toContain(process.cwd());
    }
  });

  test('the quick start connects where the context of cdktf says', () => {
    const [file = ''] = documentsIn(synthesize('quickstart', { vmhost1Address: '192.0.2.9' }));
    const decoded = decodeDesiredText(readFileSync(file, 'utf8'), file);
    expect(decoded.ok && decoded.value.connection).toEqual({ address: '192.0.2.9' });
  });
});

describe('cdktf.json', () => {
  test('runs the built quick start and sends no reports', () => {
    const settings = JSON.parse(readFileSync(path.join(__dirname, '../cdktf.json'), 'utf8')) as Record<string, unknown>;
    expect(settings).toMatchObject({
      language: 'typescript',
      app: 'node build/examples/quickstart/main.js',
      sendCrashReports: 'false',
      projectId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });
});
