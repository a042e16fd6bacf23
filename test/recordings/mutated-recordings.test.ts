import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { PARSERS } from './recorded-parsers';

const recordings = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.txt'))
  .sort()
  .map((file) => ({
    command: path.basename(path.dirname(file)),
    text: readFileSync(path.join(__dirname, file), 'utf8'),
  }));

type Mutation = (text: string) => string;

const at = (text: string, share: number): number => Math.floor(share * text.length);
const lineEdit =
  (share: number, edit: (lines: string[], index: number) => void): Mutation =>
  (text) => {
    const lines = text.split('\n');
    edit(lines, Math.min(lines.length - 1, Math.floor(share * lines.length)));
    return lines.join('\n');
  };

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  share.map((s): Mutation => (text) => text.slice(0, at(text, s))),
  share.map((s): Mutation => (text) => text.slice(at(text, s))),
  share.map((s): Mutation => (text) => text.slice(0, at(text, s)) + text.slice(at(text, s) + 1)),
  fc
    .tuple(share, fc.string({ unit: 'binary', maxLength: 6 }))
    .map(([s, noise]): Mutation => (text) => text.slice(0, at(text, s)) + noise + text.slice(at(text, s))),
  share.map((s) => lineEdit(s, (lines, index) => lines.splice(index, 1))),
  share.map((s) => lineEdit(s, (lines, index) => lines.splice(index, 0, lines[index] ?? ''))),
  fc
    .tuple(share, fc.string({ unit: 'binary-ascii' }))
    .map(([s, noise]) => lineEdit(s, (lines, index) => lines.splice(index, 0, noise))),
);

const mutatedRecording = fc
  .tuple(fc.constantFrom(...recordings), fc.array(mutation, { minLength: 1, maxLength: 5 }))
  .map(([{ command, text }, mutations]) => ({ command, text: mutations.reduce((now, mutate) => mutate(now), text) }));

test('no parser throws on mutated output: it gives facts, or diagnostics that name the command', () => {
  fc.assert(
    fc.property(mutatedRecording, ({ command, text }) => {
      const result = PARSERS[command]?.(text);
      if (result?.ok !== false) return;
      expect(result.diagnostics.length).toBeGreaterThan(0);
      for (const { severity, code, detail } of result.diagnostics) {
        expect([severity, code]).toEqual(['error', 'unreadable-output']);
        expect(detail.replaceAll('\n', ' ')).not.toMatch(/\p{Cc}/u);
      }
    }),
    { numRuns: 3000 },
  );
});

test('no parser throws on noise', () => {
  const noise = fc.string({ unit: 'binary', maxLength: 400 });
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(PARSERS)), noise, (parse, text) => {
      const result = parse(text);
      expect(result.ok || result.diagnostics.length > 0).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a table that was cut short names no object that the whole table does not name', () => {
  const tables = recordings.filter(({ command }) => ['hpvmnet', 'nwmgr-g', 'nwmgr-S-apa'].includes(command));
  const cut = fc.tuple(fc.constantFrom(...tables), share);
  fc.assert(
    fc.property(cut, ([{ command, text }, s]) => {
      const whole = PARSERS[command]?.(text);
      const damaged = PARSERS[command]?.(text.slice(0, at(text, s)));
      if (!whole?.ok || !damaged?.ok) return;
      const known = (whole.value as readonly { name: string }[]).map((row) => row.name);
      for (const row of damaged.value as readonly { name: string }[]) expect(known).toContain(row.name);
    }),
    { numRuns: 1000 },
  );
});
