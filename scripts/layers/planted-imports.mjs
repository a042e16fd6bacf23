// Small source trees that break the rules of .dependency-cruiser.cjs on purpose, and one that keeps them.
// Every rule must report every import planted for it: a gate that cannot fail guards nothing.

const imports = (specifier) => `import { thing } from '${specifier}';\nexport const used = thing;\n`;
const importsType = (specifier) => `import type { Thing } from '${specifier}';\nexport type Used = Thing;\n`;
const leaf = 'export const thing = 1;\nexport type Thing = typeof thing;\n';

/** Files that planted imports lead to; each is reached from `src/cli/main.ts` below, so none of them is an orphan. */
const targets = [
  ...[
    'model',
    'desired',
    'transport',
    'discovery',
    'diff',
    'drift',
    'fleet',
    'import',
    'plan',
    'check',
    'review',
    'execute',
    'simulator',
    'workflow',
    'provider',
    'cli',
  ].map((room) => `src/${room}/leaf.ts`),
  'src/transport/host-shell.ts',
  'constructs/leaf.ts',
  'constructs/index.ts',
  'test/leaf.ts',
];

/** rule → planted files, each `[path, text]`; every one of the paths must be reported under that rule. */
export const planted = {
  'room-model': [['src/model/p1.ts', imports('../desired/leaf')]],
  'room-desired': [['src/desired/p1.ts', importsType('../plan/leaf')]],
  'room-transport': [['src/transport/p1.ts', imports('../discovery/leaf')]],
  'room-discovery': [
    ['src/discovery/p1.ts', importsType('../transport/leaf')],
    ['src/discovery/p2.ts', imports('../simulator/leaf')],
  ],
  'room-drift': [['src/drift/p1.ts', imports('../plan/leaf')]],
  'room-fleet': [['src/fleet/p1.ts', imports('../workflow/leaf')]],
  'room-fleet-types-only': [['src/fleet/p2.ts', imports('../review/leaf')]],
  'room-diff': [['src/diff/p1.ts', imports('../plan/leaf')]],
  'room-import': [['src/import/p1.ts', imports('../plan/leaf')]],
  'room-plan': [
    ['src/plan/p1.ts', imports('../check/leaf')],
    ['src/plan/p2.ts', imports('../simulator/leaf')],
  ],
  'room-check': [['src/check/p1.ts', importsType('../simulator/leaf')]],
  'room-check-types-only': [['src/check/p2.ts', imports('../plan/leaf')]],
  'room-review': [['src/review/p1.ts', imports('../transport/leaf')]],
  'room-review-types-only': [['src/review/p2.ts', imports('../diff/leaf')]],
  'room-execute': [['src/execute/p1.ts', imports('../transport/leaf')]],
  'room-execute-types-only': [['src/execute/p2.ts', imports('../plan/leaf')]],
  'room-simulator': [
    ['src/simulator/p1.ts', importsType('../plan/leaf')],
    ['src/simulator/p2.ts', imports('../diff/leaf')],
    ['src/simulator/p3.ts', imports('../check/leaf')],
    ['src/simulator/p4.ts', imports('../execute/leaf')],
  ],
  'room-workflow': [
    ['src/workflow/p1.ts', imports('../simulator/leaf')],
    ['src/workflow/p2.ts', imports('../transport/leaf')],
    ['src/workflow/p3.ts', imports('../cli/leaf')],
  ],
  'room-provider': [['src/provider/p1.ts', imports('../cli/leaf')]],
  'room-provider-types-only': [['src/provider/p2.ts', imports('../execute/leaf')]],
  'room-cli': [['src/cli/p1.ts', imports('../../constructs/leaf')]],
  'room-cli-types-only': [['src/cli/p2.ts', imports('../plan/leaf')]],
  'constructs-of-model-and-desired': [['constructs/p1.ts', imports('../src/plan/leaf')]],
  'examples-use-the-public-api': [['examples/one/p1.ts', imports('../../constructs/leaf')]],
  'cdktf-in-constructs': [
    ['src/plan/p3.ts', imports('cdktf')],
    ['src/cli/p3.ts', imports('constructs')],
    ['src/cli/p4.ts', imports('@cdktf/provider-null')],
  ],
  'ssh2-at-the-edge': [
    ['constructs/p2.ts', imports('ssh2')],
    ['src/workflow/p4.ts', imports('ssh2')],
  ],
  'ssh-config-in-transport': [['src/cli/p5.ts', imports('ssh-config')]],
  'commander-in-cli': [['src/workflow/p5.ts', imports('commander')]],
  'tables-in-review': [['src/plan/p4.ts', imports('cli-table3')]],
  'io-in-listed-rooms': [
    ['src/plan/p5.ts', imports('node:fs')],
    ['src/review/p3.ts', imports('net')],
    ['src/discovery/p3.ts', imports('node:child_process')],
    ['constructs/p3.ts', imports('node:fs/promises')],
  ],
  'no-tests-in-product': [
    ['src/model/p2.ts', imports('../../test/leaf')],
    ['src/model/p3.ts', imports('./p3.test')],
  ],
  'no-cycles': [['src/diff/p2.ts', imports('./p3')]],
  'no-orphans': [['src/diff/p4.ts', leaf]],
  'no-dev-package-in-product': [['src/model/p6.ts', imports('fast-check')]],
  'no-unlisted-package': [['src/model/p4.ts', imports('acorn')]],
  'no-unresolvable': [['src/model/p5.ts', imports('./nowhere')]],
};

/** Imports that every rule must let through. */
export const innocent = [
  ...targets.map((file) => [file, leaf]),
  ['src/model/p3.test.ts', leaf],
  // The other half of the planted cycle, which is reported once, at its first file.
  ['src/diff/p3.ts', "import { used } from './p2';\nexport const thing = used;\n"],
  ['src/discovery/i1.ts', importsType('../transport/host-shell')],
  ['src/check/i1.ts', importsType('../plan/leaf')],
  ['src/plan/i1.ts', imports('../diff/leaf')],
  ['src/plan/i1.test.ts', imports('../simulator/leaf')],
  ['src/workflow/i1.ts', imports('../plan/leaf')],
  ['src/diff/i1.ts', importsType('./i2')],
  ['src/diff/i2.ts', "import type { Used } from './i1';\nexport type Thing = Used;\n"],
  ['src/transport/i1.ts', imports('ssh2')],
  ['src/transport/i2.ts', imports('node:net')],
  ['constructs/i1.ts', imports('cdktf')],
  ['examples/one/i1.ts', imports('../../constructs/index')],
  ['src/cli/i1.ts', imports('commander')],
  // Reaches every leaf, so that the orphan rule has nothing to say about them. Tests may import anything.
  [
    'src/cli/reaches.test.ts',
    targets
      .map((file, index) => `import { thing as t${index} } from '../../${file.replace(/[.]ts$/, '')}';`)
      .join('\n'),
  ],
];
