'use strict';
// Which room may import which. The table of ARCHITECTURE.md, as rules that fail a build.
// scripts/layers.mjs runs it and first proves, with planted violations, that every rule here can fail.

/** Product code of a room; tests beside the code may reach further, because they put rooms together. */
const inside = (room) => ({ path: `^src/${room}/`, pathNot: '[.]test[.]ts$' });

/** The ports of the transport room: what others know about reaching a host, apart from how it is done. */
const PORTS = '^src/transport/(host-shell|transport-error)[.]ts$';

/**
 * Rooms of src/. `values`: rooms it may use; `types`: rooms of which it may import types only;
 * `files`: further files by pattern.
 */
const ROOMS = {
  model: { values: [], why: 'The vocabulary of the domain is the ground floor: it knows nobody.' },
  desired: { values: ['model'], why: 'Reading a desired-state document needs no host and no plan.' },
  transport: { values: ['model'], why: 'How a host is reached must not know what is asked of it.' },
  discovery: { values: ['model'], files: PORTS, why: 'Discovery turns text into facts; it sees the port, not SSH.' },
  diff: { values: ['model'], why: 'Comparing is a pure function of two values.' },
  import: {
    values: ['model', 'desired', 'diff'],
    why: 'Writing a host as code needs what a document may say and what would differ, and no plan.',
  },
  plan: { values: ['model', 'diff'], why: 'A plan is a pure function of changes and observed state.' },
  drift: { values: ['model', 'diff'], why: 'What drift is, is decided without reading hosts or files.' },
  fleet: {
    values: ['model'],
    types: ['drift', 'review'],
    why: 'Dividing a fleet, counting and joining are pure: who reads hosts and files is told what belongs together.',
  },
  check: {
    values: ['model'],
    types: ['plan', 'diff'],
    why: 'A checker that shares code with the planner repeats its mistakes instead of finding them.',
  },
  review: {
    values: ['model'],
    types: ['plan', 'diff', 'drift', 'check', 'execute'],
    why: 'Renderers read documents; they compute nothing.',
  },
  execute: {
    values: ['model'],
    types: ['plan'],
    files: PORTS,
    why: 'Execution carries out what the plan says and cannot plan anew.',
  },
  simulator: {
    values: ['model'],
    files: PORTS,
    why: 'The simulated host is the oracle: it knows nothing of plans, or it would agree with them by construction.',
  },
  workflow: {
    values: ['model', 'desired', 'discovery', 'diff', 'drift', 'fleet', 'plan', 'check', 'review', 'execute', 'import'],
    files: PORTS,
    why: 'Workflows join the stages through ports; which transport and which host is decided in cli and provider.',
  },
  provider: {
    values: ['workflow', 'model', 'review', 'transport', 'simulator'],
    types: ['desired', 'discovery', 'diff', 'drift', 'import', 'plan', 'check', 'execute'],
    why: 'An entrance reaches the stages through workflows, so that both entrances behave alike.',
  },
  cli: {
    values: ['workflow', 'model', 'review', 'fleet', 'transport', 'simulator'],
    types: ['desired', 'discovery', 'diff', 'drift', 'import', 'plan', 'check', 'execute'],
    why: 'An entrance reaches the stages through workflows, so that both entrances behave alike.',
  },
};

const roomRules = Object.entries(ROOMS).flatMap(([room, { values, types = [], files, why }]) => {
  const paths = (rooms) => rooms.map((name) => `^src/${name}/`);
  const own = [`^src/${room}/`, ...(files === undefined ? [] : [files])];
  return [
    {
      name: `room-${room}`,
      comment: why,
      severity: 'error',
      from: inside(room),
      to: { path: '^(src|constructs|examples|test|scripts)/', pathNot: [...own, ...paths(values), ...paths(types)] },
    },
    ...(types.length === 0
      ? []
      : [
          {
            name: `room-${room}-types-only`,
            comment: `${why} A type carries no behaviour, so \`import type\` is allowed.`,
            severity: 'error',
            from: inside(room),
            to: { path: paths(types), dependencyTypesNot: ['type-only'] },
          },
        ]),
  ];
});

/** A package (and its sub-paths) that only some places may import. */
const packageRule = (name, packages, places, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(src|constructs|examples)/', pathNot: [...places, '[.]test[.]ts$'] },
  to: { path: packages.map((entry) => `node_modules/${entry}/`) },
});

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'constructs-of-model-and-desired',
      comment:
        'The public library reaches the vocabulary and the shape of the document; a user who synthesizes loads no SSH.',
      severity: 'error',
      from: { path: '^constructs/', pathNot: '[.]test[.]ts$' },
      to: { path: '^(src|examples|test|scripts)/', pathNot: ['^src/model/', '^src/desired/'] },
    },
    {
      name: 'examples-use-the-public-api',
      comment: 'An example shows what a user can write: the package by its name, nothing of its inside.',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^(src|test|scripts|constructs)/', pathNot: '^constructs/index[.]ts$' },
    },
    packageRule(
      'cdktf-in-constructs',
      ['cdktf', '@cdktf/[^/]+', 'constructs'],
      ['^constructs/', '^examples/'],
      'Only the construct library knows the framework, so that moving to the community fork stays a one-line alias.',
    ),
    packageRule(
      'ssh2-at-the-edge',
      ['ssh2'],
      ['^src/transport/', '^src/simulator/'],
      'SSH is one implementation of a port.',
    ),
    packageRule(
      'ssh-config-in-transport',
      ['ssh-config'],
      ['^src/transport/'],
      'Where to connect is decided in one place.',
    ),
    packageRule(
      'commander-in-cli',
      ['commander'],
      ['^src/cli/'],
      'Arguments are the business of the command line alone.',
    ),
    packageRule(
      'tables-in-review',
      ['cli-table3'],
      ['^src/review/', '^src/cli/'],
      'What a person reads is composed in review and printed in cli.',
    ),
    {
      name: 'io-in-listed-rooms',
      comment: 'Pure stages can be run again, tested without a machine, and trusted to have no other effect.',
      severity: 'error',
      from: {
        path: '^(src|constructs)/',
        pathNot: [
          '^src/(transport|execute|simulator|provider|cli)/',
          // Writes the desired-state documents beside cdk.tf.json while synthesizing.
          '^constructs/private/',
          '[.]test[.]ts$',
        ],
      },
      to: {
        path: '^(node:)?(child_process|cluster|dgram|dns|fs|http|http2|https|net|readline|repl|tls|worker_threads)(/promises)?$',
        dependencyTypes: ['core'],
      },
    },
    {
      name: 'no-tests-in-product',
      comment: 'What is shipped does not depend on what proves it.',
      severity: 'error',
      from: { path: '^(src|constructs|examples)/', pathNot: '[.]test[.]ts$' },
      to: { path: ['[.]test[.]ts$', '^test/'] },
    },
    {
      name: 'no-cycles',
      comment:
        'In a cycle of values it depends on who asks first what is loaded first. Types and late imports make no such cycle.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports and that imports nothing is dead, or its import was forgotten.',
      severity: 'error',
      // jest.config.js names the global setup as a text.
      from: { orphan: true, pathNot: ['[.]test[.]ts$', '[.]d[.]ts$', '^test/tools/print-seed[.]cjs$'] },
      to: {},
    },
    {
      name: 'no-unlisted-package',
      comment: 'An import that package.json does not name works only by accident of hoisting.',
      severity: 'error',
      from: { path: '^(src|constructs|examples)/' },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        // Optional peers are listed twice over, and still reported as unlisted.
        dependencyTypesNot: ['npm-peer', 'npm-dev'],
      },
    },
    {
      name: 'no-dev-package-in-product',
      comment: 'Who installs the package gets no other with it: these are bundled, tools are not (decision 0009).',
      severity: 'error',
      from: { path: '^(src|constructs)/', pathNot: '[.]test[.]ts$' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['npm-peer'],
        pathNot:
          '(^|/)node_modules/(@bufbuild/protobuf|@msgpack/msgpack|cli-table3|commander|diff|js-tokens|node-diff3|ssh-config|ssh2|zod)/',
      },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|coverage|reports)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'types', 'default'],
    },
  },
};
