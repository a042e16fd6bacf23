import type { Plan, PlanStep } from '../plan/plan-document';
import { planMarkdown } from './plan-markdown';
import { planText } from './plan-text';

const citationOf = (rule: string): string | undefined =>
  rule === 'halt-before-apa-teardown' ? 'Release Notes 4.2.5, 7.2.18, p. 75' : undefined;
const plain = { colour: false, widthColumns: 100 };

const halt: PlanStep = {
  id: 's01',
  title: 'Halt vswitch vmlan900',
  address: 'vswitch.vmlan900',
  command: ['/opt/hpvm/bin/hpvmnet', '-S', 'vmlan900', '-h'],
  answers: ['y'],
  phase: 'running',
  purpose: { rule: 'halt-before-apa-teardown', why: 'lan900 is its uplink' },
  after: [],
  durationSeconds: { min: 1, expected: 2, max: 10, basis: 'assumed' },
  undo: [['/opt/hpvm/bin/hpvmnet', '-b', '-S', 'vmlan900']],
  confidence: 'documented',
  source: 'AG63 p. 118',
};
const clear: PlanStep = {
  id: 's02',
  title: 'Clear failover group lan900',
  address: 'apaGroup.lan900',
  command: ['/usr/sbin/nwmgr', '-d', '-S', 'apa', '-c', 'lan900', '-A', 'links=all', '--force'],
  phase: 'running',
  purpose: { rule: 'change', why: 'apaGroup.lan900 changes its mode' },
  after: [
    {
      step: 's01',
      rule: 'halt-before-apa-teardown',
      why: 'otherwise hpvmnet reports an incorrect MAC address for the vswitch.',
    },
  ],
  durationSeconds: { min: 2, expected: 2, max: 2, basis: 'assumed' },
  undo: null,
  confidence: 'recalled',
  source: 'nwmgr_apa(1M) p. 7',
};

const plan: Plan = {
  formatVersion: '1',
  kind: 'hpvm-plan',
  host: 'vmhost1',
  status: 'ready',
  basis: {
    desiredDigest: 'sha256:d',
    footprintDigest: 'sha256:f',
    rulesDigest: 'sha256:r',
    contentDigest: 'sha256:0',
    observedAt: '2026-11-22T10:45:00Z',
    footprint: [{ path: 'apaGroup.lan900.mode', value: 'LAN_MONITOR' }],
  },
  changes: [
    {
      address: 'apaGroup.lan900',
      action: 'update',
      fields: [{ path: 'mode', before: 'LAN_MONITOR', after: 'LACP_AUTO' }],
    },
    {
      address: 'lanInterface.lan4',
      action: 'update',
      fields: [{ path: 'checksumOffload', before: 'on', after: 'off' }],
      derivedBy: 'cko-off-before-vlan',
    },
  ],
  steps: [halt, clear],
  outages: [
    {
      address: 'vswitch.vmlan900',
      guests: ['app01', 'db01'],
      fromStep: 's01',
      toStep: 's02',
      seconds: { min: 3, expected: 12, max: 40 },
      basis: 'assumed',
    },
  ],
  managementPath: { touched: false, through: ['lan0'] },
  certificate: null,
  diagnostics: [],
};

test('a plan reads like terraform plan: changes, ordered steps with their reasons, interruptions, one summary line', () => {
  expect(planText(plan, plain, citationOf)).toBe(`\
vmhost1, as observed at 2026-11-22T10:45:00Z

Changes
  ~ apaGroup.lan900
      mode  LAN_MONITOR -> LACP_AUTO
  ~ lanInterface.lan4  (required by cko-off-before-vlan)
      checksumOffload  on -> off

Steps, in this order
  s01  Halt vswitch vmlan900  about 2 s (1 to 10 s)
       $ /opt/hpvm/bin/hpvmnet -S vmlan900 -h
         answering its prompt with: y
       here because lan900 is its uplink (halt-before-apa-teardown; Release Notes 4.2.5, 7.2.18,
         p. 75)
  s02  Clear failover group lan900  2 s
       $ /usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force
       after s01 because otherwise hpvmnet reports an incorrect MAC address for the vswitch
         (halt-before-apa-teardown)
       ! nothing takes this step back
       ! this command form is remembered, not shown in HP's readable documents

Interruptions
  what              running guests  from  to   expected  at least  at most
  vswitch.vmlan900  app01, db01     s01   s02  12 s      3 s       40 s

Management path: not touched (through lan0).

Plan: 0 to create, 2 to update, 0 to delete; 2 steps; longest interruption about 12 s
  (vswitch.vmlan900).
`);
});

test('a plan with nothing to do says so in one line', () => {
  const nothing: Plan = { ...plan, status: 'no-op', changes: [], steps: [], outages: [] };
  expect(planText(nothing, plain, citationOf)).toBe(`\
vmhost1, as observed at 2026-11-22T10:45:00Z

Plan: nothing to do; the host is as desired.
`);
});

test('a blocked plan shows what stands in the way', () => {
  const blocked: Plan = {
    ...plan,
    status: 'blocked',
    steps: [],
    outages: [],
    changes: [],
    diagnostics: [
      {
        severity: 'error',
        code: 'unsafe-current-state',
        summary: 'tcpdump listens on lan4',
        detail: 'Stop it, then plan again.',
        address: 'vswitch.vmlan4',
      },
    ],
  };
  expect(planText(blocked, plain, citationOf)).toContain(`\
Error: tcpdump listens on lan4
  at vswitch.vmlan4 [unsafe-current-state]
  Stop it, then plan again.

Plan: blocked; 1 reason above.
`);
});

test('no line but an unbreakable command word is wider than the page', () => {
  const narrow = planText(plan, { colour: false, widthColumns: 60 }, citationOf).split('\n');
  const table = /^ {2}(what|vswitch)/;
  const prose = narrow.filter((line) => !line.startsWith('Plan:') && !table.test(line));
  expect(prose.filter((line) => line.length > 60)).toEqual([]);
  expect(narrow).toContain('       $ /usr/sbin/nwmgr -d -S apa -c lan900 -A links=all \\');
});

test('colour codes appear only when asked for', () => {
  const escape = String.fromCharCode(27);
  expect(planText(plan, plain, citationOf)).not.toContain(escape);
  expect(planText(plan, { ...plain, colour: true }, citationOf)).toContain(`${escape}[1mvmhost1${escape}[22m`);
});

test('a plan as a pull-request comment has the summary first and the reasons folded', () => {
  expect(planMarkdown(plan, citationOf)).toMatchInlineSnapshot(`
    "### \`vmhost1\`: Plan: 0 to create, 2 to update, 0 to delete; 2 steps; longest interruption about 12 s (vswitch.vmlan900).

    | | resource | change |
    |---|---|---|
    | \`~\` | \`apaGroup.lan900\` | mode: LAN\\_MONITOR -&gt; LACP\\_AUTO |
    | \`~\` | \`lanInterface.lan4\` | checksumOffload: on -&gt; off<br>required by \`cko-off-before-vlan\` |

    **Steps, in this order**

    - **s01** Halt vswitch vmlan900<br>\`/opt/hpvm/bin/hpvmnet -S vmlan900 -h\`
      <br>answering its prompt with \`y\`
    - **s02** Clear failover group lan900<br>\`/usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force\`
      <br>:warning: nothing takes this step back
      <br>:warning: this command form is remembered, not shown in HP's readable documents

    | interrupted | running guests | from | to | seconds |
    |---|---|---|---|---|
    | \`vswitch.vmlan900\` | \`app01\`, \`db01\` | s01 | s02 | about 12 s (3 to 40 s) |

    Management path: not touched (through lan0).

    <details><summary>Why the steps stand in this order</summary>

    - **s01** here because lan900 is its uplink (halt-before-apa-teardown; Release Notes 4.2.5, 7.2.18, p. 75)
    - **s02** after s01 because otherwise hpvmnet reports an incorrect MAC address for the vswitch (halt-before-apa-teardown)

    </details>

    <details><summary>How each step is taken back</summary>

    - **s01** \`/opt/hpvm/bin/hpvmnet -b -S vmlan900\`
    - **s02** nothing takes it back

    </details>

    <details><summary>What this plan was made from</summary>

    \`\`\`text
    observed at   2026-11-22T10:45:00Z
    desired       sha256:d
    footprint     sha256:f (1 field)
    rules         sha256:r
    takes about   4 s
    \`\`\`

    </details>
    "
  `);
});
