// What the compiler cannot say and prettier does not care about. Layers are in .dependency-cruiser.cjs.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { house } from './scripts/lint/house-rules.mjs';

const tests = ['**/*.test.ts', 'test/**/*.ts'];

/** Places that must give the same answer for the same arguments. */
const pureRooms = ['model', 'desired', 'discovery', 'diff', 'plan', 'check', 'review'].map(
  (room) => `src/${room}/**/*.ts`,
);

const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one name for one thing, wherever it is used.' },
  { selector: "ExportSpecifier[exported.name='default']", message: 'Named exports only.' },
  {
    selector:
      ":matches(TSPropertySignature, TSMethodSignature, Property, PropertyDefinition, MethodDefinition)[key.name='then']",
    message: 'A field named then makes the object a promise for await.',
  },
];
const noBarrels = [
  {
    selector: 'ExportAllDeclaration',
    message: 'No barrels: import the file you need. Only constructs/index.ts re-exports.',
  },
  {
    selector: 'ExportNamedDeclaration[source]',
    message: 'No barrels: import the file you need. Only constructs/index.ts re-exports.',
  },
];
const noEnums = [
  {
    selector: 'TSEnumDeclaration',
    message: 'Inside src/ a closed set is a union of literals; enums are for the public constructs.',
  },
];
const noClock = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'The clock is passed in.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is passed in.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Randomness is passed in.',
  },
];

const noExit = {
  object: 'process',
  property: 'exit',
  message: 'Set an exit code; only src/cli/main.ts ends the process.',
};
const noEnvironment = {
  object: 'process',
  property: 'env',
  message: 'The environment is read in src/cli and passed in.',
};
const noProcessImport = {
  paths: ['process', 'node:process'].map((name) => ({
    name,
    message: 'Use the global, so that the rules about process see it.',
  })),
};

export default tseslint.config(
  { ignores: ['build/', 'coverage/', 'reports/', '**/cdktf.out/', '**/*.generated.ts', 'hpvm-demo/'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { house },
    rules: { 'house/disable-needs-reason': 'error' },
  },

  // Code of the product, its tests and its examples.
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...everywhere, ...noBarrels, ...noEnums],
      'no-restricted-properties': ['error', noExit, noEnvironment],
      'no-restricted-imports': ['error', noProcessImport],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],

      // Numbers print exactly; String(...) around each of them only hides the sentence.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `items.forEach((item) => list.push(item))` is clear enough.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `for (;;)` and `while (true)` say what they mean.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Implementations of asynchronous ports (a simulated shell, a recorded snapshot) need not wait for anything.
      '@typescript-eslint/require-await': 'off',
      // Leaving a property out by destructuring is the shortest honest way to do it.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Naming control characters is the point where text is read from hosts or printed to terminals.
      'no-control-regex': 'off',
      // Ports and hosts are objects of closures; nothing behind an interface here uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Brands are generic on purpose: the parameter is the name.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['src/**/*.ts', 'constructs/**/*.ts'],
    ignores: tests,
    plugins: { house },
    rules: { 'house/document-exported-functions': 'error' },
  },
  {
    files: pureRooms,
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...noBarrels, ...noEnums, ...noClock] },
  },
  { files: ['constructs/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere, ...noBarrels] } },
  { files: ['constructs/index.ts'], rules: { 'no-restricted-syntax': ['error', ...everywhere] } },
  { files: ['src/cli/**/*.ts'], rules: { 'no-restricted-properties': ['error', noExit] } },
  { files: ['src/cli/main.ts', 'src/provider/main.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['examples/**/*.ts', 'scripts/**/*.ts'], rules: { 'no-restricted-properties': ['error', noExit] } },
  {
    files: tests,
    languageOptions: { globals: { describe: 'readonly', test: 'readonly', expect: 'readonly', jest: 'readonly' } },
    rules: {
      'no-restricted-properties': ['error', noExit],
      // jest's asymmetric matchers (`expect.any`, `expect.objectContaining`) are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // Asymmetric matchers again, and public constructs that are given wrong values on purpose.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Property tests print their seeds and how much they covered.
      'no-console': 'off',
      // A test that reads an element which is not there fails, which is its job.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },

  // Scripts and configuration: plain JavaScript that node runs as it is.
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
      },
    },
    rules: { 'max-lines': ['error', { max: 400 }], eqeqeq: 'error', 'no-empty': ['error', { allowEmptyCatch: false }] },
  },
);
