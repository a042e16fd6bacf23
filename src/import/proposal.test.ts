import { proposalFor } from './proposal';

const base = ['const a = 1;', 'const b = 2;', 'const c = 3;', 'const d = 4;', 'const e = 5;', ''].join('\n');
const edited = base.replace('const a = 1;', '// Kept by hand.\nconst first = 1;');
const path = 'vmhost1.ts';

test('a file that was edited by hand and a host that has not changed need nothing', () => {
  expect(proposalFor({ path, present: edited, base, wanted: base })).toBeUndefined();
});

test('only what changed on the host is proposed, and what was edited by hand stays', () => {
  const wanted = base.replace('const e = 5;', 'const e = 6;');
  const proposal = proposalFor({ path, present: edited, base, wanted });
  expect(proposal?.text).toBe(edited.replace('const e = 5;', 'const e = 6;'));
  expect(proposal?.hasConflicts).toBe(false);
  expect(proposal?.diff).toBe(
    [
      '--- vmhost1.ts',
      '+++ vmhost1.ts.proposed',
      '@@ -3,4 +3,4 @@',
      ' const b = 2;',
      ' const c = 3;',
      ' const d = 4;',
      '-const e = 5;',
      '+const e = 6;',
      '',
    ].join('\n'),
  );
});

test('a proposal that was taken over is not made again', () => {
  const wanted = base.replace('const e = 5;', 'const e = 6;');
  const present = proposalFor({ path, present: edited, base, wanted })?.text ?? '';
  expect(proposalFor({ path, present, base, wanted })).toBeUndefined();
});

test('lines that file and host changed both are shown both', () => {
  const proposal = proposalFor({ path, present: edited, base, wanted: base.replace('a = 1', 'a = 7') });
  expect(proposal?.hasConflicts).toBe(true);
  expect(proposal?.text).toContain(
    '<<<<<<< file\n// Kept by hand.\nconst first = 1;\n=======\nconst a = 7;\n>>>>>>> host\n',
  );
});

test('a file that import never wrote is compared as a whole', () => {
  expect(proposalFor({ path, present: 'const x = 1;\n', base: undefined, wanted: base })?.text).toBe(base);
});

describe('code of people that means what import would write', () => {
  const file = (imports: string, ...statements: readonly string[]): string =>
    [
      `import { ${imports} } from 'cdktf-hpvm';`,
      '',
      'export function vmhost1(scope: Construct): IntegrityVmHost {',
      "  const host = new IntegrityVmHost(scope, 'vmhost1');",
      ...statements.flatMap((each) => ['', ...each.split('\n').map((line) => `  ${line}`)]),
      '',
      '  return host;',
      '}',
      '',
    ].join('\n');
  const ONE = "new VSwitch(host, 'one', { uplink: LanInterface.fromInterfaceName(host, 'lan1', 'lan1') });";
  const TWO =
    "new VSwitch(host, 'two', { uplink: LanInterface.fromInterfaceName(host, 'lan2', 'lan2'), state: VSwitchState.DOWN });";
  const THREE = "new VSwitch(host, 'three');";
  const NAMES = 'IntegrityVmHost, LanInterface, VSwitch';
  const was = file(NAMES, ONE);
  const is = file(`${NAMES}, VSwitchState`, ONE, TWO);
  const propose = (present: string, wanted = is, from = was): string | undefined => {
    const proposal = proposalFor({ path, present, base: from, wanted });
    return proposal === undefined ? undefined : `${proposal.hasConflicts ? 'conflict\n' : ''}${proposal.text}`;
  };

  test.each([
    [
      'in another layout',
      'new VSwitch(host,"two",{\n  uplink: LanInterface.fromInterfaceName(host, `lan2`, "lan2"),\n  state: VSwitchState.DOWN\n})',
    ],
    [
      'with properties in another order',
      "new VSwitch(host, 'two', { state: VSwitchState.DOWN, uplink: LanInterface.fromInterfaceName(host, 'lan2', 'lan2') });",
    ],
    [
      'with constants of its own',
      "const second = LanInterface.fromInterfaceName(host, 'second', 'lan2');\nconst two = new VSwitch(host, 'two', { uplink: second, state: VSwitchState.DOWN });",
    ],
    [
      'under another id',
      "new VSwitch(host, 'own', { vswitchName: 'two', uplink: LanInterface.fromInterfaceName(host, 'lan2', 'lan2'), state: VSwitchState.DOWN });",
    ],
    ['with more said of it', TWO.replace('DOWN }', 'DOWN, protect: true }')],
    ['with comments', `// Ours.\n${TWO} // Since May.`],
  ])('is proposed nothing %s', (_, two) => {
    const names = `${NAMES}, VSwitchState`;
    expect(propose(file(names, ONE, two))).toBeUndefined();
    expect(propose(file(names, two, ONE))).toBeUndefined();
    expect(propose(file(names, ONE, THREE, two))).toBeUndefined();
    expect(propose(file('VSwitchState, VSwitch, LanInterface, IntegrityVmHost', ONE, two))).toBeUndefined();
  });

  test('that says something else of it is told with both', () => {
    const proposal = propose(
      file(`${NAMES}, VSwitchState`, ONE.replaceAll('lan1', 'lan5')),
      file(NAMES, ONE.replaceAll('lan1', 'lan6')),
    );
    expect(proposal).toContain(
      `<<<<<<< file\n  ${ONE.replaceAll('lan1', 'lan5')}\n=======\n  ${ONE.replaceAll('lan1', 'lan6')}\n>>>>>>> host\n`,
    );
    expect(proposal).toMatch(/^conflict\n/);
  });

  test('does not count where it is not always run', () => {
    expect(propose(file(`${NAMES}, VSwitchState`, ONE, `if (isTest) {\n  ${TWO}\n}`))).toContain(`\n  ${TWO}\n`);
  });

  test('has only the other changes worked in, in its own words', () => {
    const own = file(
      `${NAMES}, HostTunables, VSwitchState`,
      "const main = new VSwitch(host, 'one', {\n  uplink: LanInterface.fromInterfaceName(host, 'lan1', 'lan1'),\n});\nmain.connect('own', { guest: 'own', slot: '0,1' });",
      TWO,
      "new HostTunables(host, 'tunables', { macAddressFrames: 2 });",
    );
    const wanted = file(
      `${NAMES}, VSwitchState`,
      `const one = ${ONE}\none.connect('db01', { guest: 'db01', slot: '0,1' });`,
      TWO,
    );
    expect(propose(own, wanted)).toBe(
      own.replace("main.connect('own'", "main.connect('db01', { guest: 'db01', slot: '0,1' });\n  main.connect('own'"),
    );
  });

  test('gets a constant where what came needs one', () => {
    const own = file(`${NAMES}, VSwitchState`, ONE, TWO.replace('new VSwitch', 'new  VSwitch'));
    const wanted = file(
      `${NAMES}, VSwitchState`,
      ONE,
      `const two = ${TWO}\ntwo.connect('db01', { guest: 'db01', slot: '0,1' });`,
    );
    expect(propose(own, wanted)).toBe(wanted);
  });

  test('goes where it is gone from the host, and stays gone where people took it away', () => {
    const own = is.replaceAll("'", '"').replaceAll(';\n', '\n');
    expect(propose(own, was, is)).toBe(
      was
        .replaceAll("'", '"')
        .replaceAll(';\n', '\n')
        .replace(/^import.*$/m, was.split('\n')[0] ?? ''),
    );
    expect(propose(was, was, is)).toBeUndefined();
  });

  test('that the host has changed and people have taken away is told with both', () => {
    const proposal = propose(file(NAMES), file(NAMES, ONE.replaceAll('lan1', 'lan6')));
    expect(proposal).toMatch(/^conflict\n[^]*<<<<<<< file\n=======\n {2}new VSwitch\(host, 'one'[^]*>>>>>>> host\n/);
  });

  test('that is no code is merged by lines', () => {
    expect(propose(`${was}'`)).toBe(`${is}'`);
  });
});
