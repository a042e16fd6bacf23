import { citationOf, halt, samplePlan as plan } from '../../test/review/sample-plan';
import { planMarkdown } from './plan-markdown';

test('a plan as a pull-request comment has the summary first and the reasons, the proof and the sources folded', () => {
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
      <br>:warning: this command form is recalled, not shown in HP's readable documents

    | interrupted | running guests | from | to | min / expected / max s | basis |
    |---|---|---|---|---|---|
    | \`vswitch.vmlan900\` | app01; db01 | s01 | s02 | 3 / 12 / 40 | assumed |
    | &nbsp;&nbsp;2 guest NICs | app01 0,1; db01 0,1 | s01 | s02 | 3 / 12 / 40 | assumed |

    Management path: not touched (through lan0).

    Way back: What is before s02 is taken back automatically unless it is confirmed: 1 command, about 3 s in all, and nobody is interrupted.

    s02 and what is behind it run only after the confirmation. Nothing takes back:

    - **s02** Clear failover group lan900: no command puts the ports back in their old order

    <details><summary>Why the steps stand in this order</summary>

    - **s01** here because lan900 is its uplink (halt-before-apa-teardown \\[1\\])
    - **s02** after s01 because otherwise hpvmnet reports an incorrect MAC address for the vswitch (halt-before-apa-teardown \\[1\\])

    </details>

    <details><summary>What was proven</summary>

    - Proven by checker 1: 7 states over all orders that these steps allow, none of them harmful.
    - 2 clauses checked: apa-change-under-vswitch, vswitch-keeps-old-address.
    - 1 edge between steps, each needed: without it some order does harm (hpvmctl explain s01:s02 PLAN shows how).

    </details>

    <details><summary>How it is taken back</summary>

    - **r01** \`/opt/hpvm/bin/hpvmnet -b -S vmlan900\` takes back s01, behind a reboot only if saving had begun

    </details>

    <details><summary>Sources</summary>

    - \\[1\\] Release Notes 4.2.5, 7.2.18, p. 75

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

test('a plan of 2,000 steps is an overview, and whole when that is wanted', () => {
  const steps = Array.from({ length: 2000 }, (_, index) => ({ ...halt, id: `s${String(index + 1).padStart(4, '0')}` }));
  const changes = steps.map(({ id }) => ({ address: `vswitch.${id}`, action: 'update' as const, fields: [] }));
  const overview = planMarkdown({ ...plan, steps, changes }, citationOf);
  expect(overview).toContain('| s0001 | s2000 | 2000 | 4000 s | Halt vswitch vmlan900 |');
  expect(overview).toContain('| vswitch | 0 | 2000 | 0 |');
  expect(overview).toContain('hpvmctl show PLAN --full');
  expect(overview.length).toBeLessThan(10_000);
  expect(planMarkdown({ ...plan, steps, changes }, citationOf, 'full').match(/^- \*\*s\d{4}\*\* Halt/gm)).toHaveLength(
    2000,
  );
});

test('a refusal says what it means and where the rule stands', () => {
  const diagnostics = [
    {
      severity: 'error' as const,
      code: 'no-safe-order',
      summary: 'none',
      detail: 'halt-before-apa-teardown conflicts',
    },
  ];
  const text = planMarkdown({ ...plan, status: 'blocked', certificate: null, diagnostics }, citationOf);
  expect(text).toContain('> Impossible, and that is proven');
  expect(text).toContain('> Source: halt-before-apa-teardown \\[1\\]');
  expect(text).toContain('- \\[1\\] Release Notes 4.2.5, 7.2.18, p. 75');
});

test('nothing that a plan file says becomes Markdown or HTML', () => {
  const evil = '<img src=x>|`@octocat`[x](https://evil.example)\n# t';
  const certificate = {
    checker: evil,
    statesChecked: 1,
    rules: [evil],
    witnesses: [],
    pointsOfNoReturn: [{ step: evil, why: evil }],
  };
  const step = {
    ...halt,
    after: [{ step: evil, rule: evil, why: evil }],
    implied: [{ step: evil, rule: evil, why: evil }],
  };
  const outages = plan.outages.map((outage) => ({
    ...outage,
    cause: evil,
    fromStep: evil,
    toStep: evil,
    guests: [evil],
  }));
  const diagnostics = [{ severity: 'error' as const, code: evil, summary: evil, detail: evil }];
  const text = planMarkdown({ ...plan, certificate, steps: [step], outages, diagnostics }, () => evil);
  expect(text.replaceAll(/<\/?(details|summary|br|code)>/g, '')).not.toMatch(/<|[^\\]\[x|@oct|https:\/\/|^# t/m);
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && line.includes('assumed'));
  expect(rows).toHaveLength(1);
  expect(rows.map((row) => row.replaceAll('\\|', '').split('|').length)).toEqual([8]);
});
