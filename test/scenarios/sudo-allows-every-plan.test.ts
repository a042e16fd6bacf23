import { needsRoot } from '../../src/model/privileged-command';
import { sudoersCommands } from '../../src/workflow/sudo-form';
import { applyForms, discoveryForms } from '../../src/workflow/sudo-forms';
import { sudoAllows } from '../tools/sudoers-verdict';
import { loadScenario, scenarioNames } from './scenario';

const APPLY = sudoersCommands(applyForms());
const READ = sudoersCommands(discoveryForms());
/** Every command line that the plans of the scenarios run, undo and read back. */
const lines: (readonly string[])[] = [];

beforeAll(async () => {
  for (const name of scenarioNames()) {
    const plan = (await loadScenario(name)).planWith();
    for (const { command, undo, readBack } of [...plan.steps, ...(plan.revert?.steps ?? []).map(asStep)]) {
      lines.push(command, ...(undo ?? []), ...(readBack === undefined ? [] : [readBack.command]));
    }
  }
});

test('sudo lets the login that changes hosts run every command that a plan runs', () => {
  expect(lines.length).toBeGreaterThan(300);
  expect(lines.filter((argv) => !sudoAllows(APPLY, argv)).map((argv) => argv.join(' '))).toEqual([]);
});

test('no such command may have a word more, or another word', () => {
  const more = lines
    .filter(needsRoot)
    .flatMap((argv) => [
      ...argv.map((_, index) => [...argv.slice(0, index + 1), '-x', ...argv.slice(index + 1)]),
      ...argv.slice(1).map((_, index) => [...argv.slice(0, index + 1), '-x', ...argv.slice(index + 2)]),
      ...argv.map((word, index) => [...argv.slice(0, index), `${word} -x`, ...argv.slice(index + 1)]),
    ]);
  expect(more.filter((argv) => sudoAllows(APPLY, argv)).map((argv) => argv.join(' '))).toEqual([]);
});

test('the login that only looks may change nothing', () => {
  const changing = lines.filter((argv) => !sudoAllows(READ, argv));
  const steps = ['-b', '-u', '-c', '-a', '-m', 'unplumb'];
  expect(changing.some((argv) => argv.includes('-b'))).toBe(true);
  const allowed = lines.filter((argv) => sudoAllows(READ, argv));
  const changers = allowed.filter(
    (argv) => argv.some((word) => steps.includes(word)) && !(argv.includes('-g') || argv.includes('--sc')),
  );
  expect(changers.map((argv) => argv.join(' '))).toEqual([]);
});

function asStep(step: {
  readonly command: readonly string[];
  readonly readBack?: { readonly command: readonly string[] };
}): {
  readonly command: readonly string[];
  readonly undo: null;
  readonly readBack?: { readonly command: readonly string[] };
} {
  return { ...step, undo: null };
}
