// A test runner for StrykerJS that keeps the tests in the memory of one process: a mutant costs about 0.02 seconds instead
// of 0.4, so that rules and checker are broken in every place in minutes, not in an hour. It knows what the tests beside
// rules and checker use of jest: test, test.each, describe and expect (jest's own), all of it synchronous. A test that
// uses anything else fails in the dry run, and nothing is measured.
import { build } from 'esbuild';
import { expect } from 'expect';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

/** Runs that hang are ended by counting how often a mutant is met; this is the limit where Stryker sets none. */
const MOST_HITS = 100_000;

class InProcessRunner {
  #files = [];
  #coverage;

  capabilities() {
    return { reloadEnvironment: false };
  }

  /** Bundles each test file with the mutated sources below the current folder, Stryker's sandbox. */
  async init() {
    const sandbox = process.cwd();
    globalThis.expect = expect;
    const isOfRules = process.env.HPVM_MUTATION_PART !== 'checker';
    const folder = path.join(sandbox, process.env.HPVM_MUTATION_TESTS);
    const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.test.ts'));
    for (const name of names.sort()) {
      const file = path.join(folder, name);
      const { outputFiles } = await build({
        ...{ entryPoints: [file], bundle: true, write: false, platform: 'node', format: 'cjs', target: 'es2022' },
        ...{
          packages: 'external',
          logLevel: 'error',
          absWorkingDir: sandbox,
          plugins: isOfRules ? [ruleUnderTest(sandbox, file)] : [],
        },
      });
      const [{ text }] = outputFiles;
      if (!text.includes('stryMutAct')) continue;
      const wrapped = `(function (require, module, exports, __dirname, __filename, test, describe) {${text}\n})`;
      this.#files.push({
        file,
        loading: `${file} loads`,
        load: new vm.Script(wrapped, { filename: file }).runInThisContext(),
        tests: undefined,
      });
    }
  }

  async dryRun() {
    const namespace = stryker();
    this.#coverage = { static: {}, perTest: {} };
    const tests = [];
    for (const each of this.#files) {
      namespace.mutantCoverage = this.#coverage;
      // Loading is a test as well: modules have constants, and tests prepare what they look at. No mutant is static then.
      namespace.currentTestId = each.loading;
      const loadingBegan = performance.now();
      each.tests = testsOf(each);
      const loadingMs = performance.now() - loadingBegan;
      tests.push({ id: each.loading, name: 'loads', fileName: each.file, timeSpentMs: loadingMs, status: 0 });
      for (const { id, name, run } of each.tests) {
        namespace.currentTestId = id;
        const began = performance.now();
        const failureMessage = messageOf(run);
        const timeSpentMs = performance.now() - began;
        const common = { id, name, fileName: each.file, timeSpentMs };
        tests.push(failureMessage === undefined ? { ...common, status: 0 } : { ...common, status: 1, failureMessage });
      }
    }
    namespace.currentTestId = undefined;
    return { status: 'complete', tests, mutantCoverage: this.#coverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const namespace = stryker();
    const wanted = new Set(
      testFilter ?? this.#files.flatMap(({ loading, tests }) => [loading, ...tests.map(({ id }) => id)]),
    );
    namespace.mutantCoverage = { static: {}, perTest: {} };
    namespace.activeMutant = activeMutant.id;
    namespace.hitCount = 0;
    namespace.hitLimit = hitLimit ?? MOST_HITS;
    let nrOfTests = 0;
    const noticed = (by, message) =>
      message.includes('Hit count limit reached')
        ? { status: 'timeout', reason: message }
        : { status: 'killed', killedBy: [by], failureMessage: message, nrOfTests };
    try {
      for (const each of this.#files) {
        const isLoadedAnew = wanted.has(each.loading);
        let { tests } = each;
        if (isLoadedAnew) {
          nrOfTests += 1;
          const message = messageOf(() => {
            tests = testsOf(each);
          });
          if (message !== undefined) return noticed(each.loading, message);
        }
        for (const { id, run } of tests) {
          if (!isLoadedAnew && !wanted.has(id)) continue;
          nrOfTests += 1;
          const message = messageOf(run);
          if (message !== undefined) return noticed(id, message);
        }
      }
      return { status: 'survived', nrOfTests };
    } finally {
      namespace.activeMutant = undefined;
    }
  }
}

/**
 * Puts a registry in place that holds the one rule that a test file is named after: so a rule gets no credit for what
 * another one requires as well. Test files that are named otherwise name their rules themselves.
 */
function ruleUnderTest(sandbox, file) {
  const rule = file.replace(/\.test\.ts$/, '.ts');
  const strict = path.join(sandbox, 'test', 'hosts', 'strict-rule');
  const contents = existsSync(rule)
    ? `const { strictRule } = require(${JSON.stringify(strict)});
       exports.__esModule = true;
       Object.defineProperty(exports, 'RULES', { get: () =>
         Object.values(require(${JSON.stringify(rule)})).filter((value) => value?.citations !== undefined).map(strictRule) });`
    : 'exports.__esModule = true; exports.RULES = [];';
  return {
    name: 'rule-under-test',
    setup({ onLoad }) {
      onLoad({ filter: /registry\.generated\.ts$/ }, () => ({ contents, loader: 'js', resolveDir: sandbox }));
    },
  };
}

/** What instrumented code looks at: the active mutant, and where to count coverage. */
function stryker() {
  return (globalThis.__stryker__ ??= {});
}

/** Loads a test file anew and collects its tests; ids are the same each time. */
function testsOf({ file, load }) {
  const tests = [];
  const titles = [];
  const test = (name, run) => {
    const title = [...titles, name].join(' > ');
    tests.push({ id: `${file} ${tests.length} ${title}`, name: title, run });
  };
  const describe = (name, collect) => {
    titles.push(name);
    collect();
    titles.pop();
  };
  const each = (define) => (rows) => (name, run) => {
    for (const row of rows) define(name, () => (Array.isArray(row) ? run(...row) : run(row)));
  };
  test.each = each(test);
  describe.each = each(describe);
  const module = { exports: {} };
  load(createRequire(file), module, module.exports, path.dirname(file), file, test, describe);
  return tests;
}

/** Why a test failed; undefined when it passed. */
function messageOf(run) {
  try {
    const result = run();
    if (result !== undefined && typeof result?.then === 'function') return 'the test is asynchronous';
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const createRunner = () => new InProcessRunner();
createRunner.inject = [];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory: createRunner }];
