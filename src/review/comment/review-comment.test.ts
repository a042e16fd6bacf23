import { provenPlanFor, LACP_AGGREGATE } from '../../../test/hosts/proven-plan-for';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { citationOf } from '../../../test/review/sample-plan';
import { ACCEPT_RECALLED } from '../../model/accept-recalled';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { Plan } from '../../plan/plan-document';
import { PLATFORMS } from './platform';
import { reviewComment, type ReviewRequest } from './review-comment';
import type { BasePlan, PlannedHost } from './reviewed-host';

const plan = provenPlanFor(LACP_AGGREGATE);
const nothing: Plan = {
  ...plan,
  status: 'no-op',
  changes: [],
  steps: [],
  outages: [],
  revert: null,
  certificate: null,
  diagnostics: [],
};

function planned(host: string, of: Plan, base?: BasePlan): PlannedHost {
  const own = { ...of, host };
  const compared = base === undefined ? {} : { base };
  return { kind: 'planned', host, plan: own, observed: quickStartHost(), warnings: [], ...compared };
}

function comment(changes: Partial<ReviewRequest>): string {
  return reviewComment({
    hosts: [planned('vmhost1', plan), planned('vmhost2', nothing)],
    key: 'network',
    ...PLATFORMS.github,
    extent: 'readable',
    citationOf,
    ...changes,
  });
}

function manyHosts(changed: number, unchanged: number): readonly PlannedHost[] {
  const name = (index: number): string => `vmhost${String(index).padStart(3, '0')}`;
  return Array.from({ length: changed + unchanged }, (_, index) =>
    planned(name(index), index < changed ? plan : nothing),
  );
}

test('the first line is a hidden marker, and the verdict with outage and who is cut off comes next', () => {
  const lines = comment({}).split('\n');
  expect(lines[0]).toBe('<!-- hpvmctl-review:network -->');
  expect(lines[2]).toMatch(/^## Safe: 2 hosts, \d+ changes?, \d+ steps$/);
  expect(lines[4]).toMatch(
    /^1 safe, 1 nothing to do\. Longest interruption: at most [\d.]+ s .*vswitch\.vmlan900` of `vmhost1`\./,
  );
  expect(lines[4]).toContain('**cut off** on all NICs at once: `app01 (vmhost1)`');
  expect(lines[4]).not.toContain('db01');
});

test('a host that is blocked makes the whole blocked and stands first; one that waits for a word needs approval', () => {
  const refused = (code: string): Plan => ({
    ...plan,
    status: 'blocked',
    diagnostics: [errorDiagnostic(code, 'no', '')],
  });
  const blocked = comment({ hosts: [planned('a', plan), planned('b', refused('over-budget'))] });
  expect(blocked).toContain('\n## Blocked: 1 of 2 hosts, ');
  expect(blocked.indexOf('| `b` | **blocked**')).toBeLessThan(blocked.indexOf('| `a` | safe'));
  const waiting: Plan = {
    ...plan,
    status: 'blocked',
    diagnostics: [errorDiagnostic('needs-approval', 'no', `hpvmnet -d\n${ACCEPT_RECALLED}`)],
  };
  const text = comment({ hosts: [planned('a', waiting)] });
  expect(text).toContain('\n## Needs approval: 1 host');
  expect(text).toContain('`: Plan: needs approval; 1 reason below.');
  expect(text).toContain('then approve this request.');
  expect(text).not.toContain('plan again');
});

test('a plan that nobody has proven is not safe', () => {
  expect(comment({ hosts: [planned('a', { ...plan, certificate: null })] })).toContain('\n## Blocked: 1 host');
});

test('a host that could not be planned is said not to be reviewed, with the reason', () => {
  const diagnostics = [errorDiagnostic('no-snapshot-of-host', 'None of the snapshots is of host b', '')];
  const text = comment({ hosts: [planned('a', plan), { kind: 'unplanned', host: 'b', diagnostics }] });
  expect(text).toContain('\n## Not reviewed: 1 of 2 hosts, ');
  expect(text).toContain('**Not reviewed:**');
  expect(text).toContain('None of the snapshots is of host b');
});

test('every step is there with its command, its reason, the way back, the proof and the digest of the plan', () => {
  const text = comment({});
  for (const step of plan.steps) expect(text).toContain(`- **${step.id}** ${step.title.split(' ', 1)[0] ?? ''}`);
  expect(text).toContain('Why the steps stand in this order');
  expect(text).toContain('Way back: ');
  expect(text).toContain('Proven by ');
  expect(text).toContain(`plan          ${plan.basis.contentDigest}`);
});

test('the same plans give the same bytes, in whatever order the hosts are given', () => {
  const hosts = manyHosts(5, 5);
  expect(comment({ hosts: [...hosts].reverse() })).toBe(comment({ hosts }));
});

describe('a review of 300 hosts', () => {
  const hosts = manyHosts(300, 0);

  test.each(['github', 'gitlab', 'bitbucket'] as const)('fits on %s', (platform) => {
    const { mostBytes } = PLATFORMS[platform];
    const text = comment({ hosts, ...PLATFORMS[platform] });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostBytes);
    expect(Buffer.byteLength(text)).toBeGreaterThan(mostBytes * 0.5);
    expect(text).toContain('## Safe: 300 hosts');
    expect(text).toContain('| host | verdict |');
  });

  test('says how much was cut, and where all of it is', () => {
    const text = comment({ hosts, detailsUrl: 'https://ci.example/1' });
    expect(text).toMatch(
      /Shortened to fit; not shown are: .*reasons: \d+.*\[All of it\]\(<https:\/\/ci\.example\/1>\)/,
    );
  });

  test('keeps verdict, head of the table and counts in the smallest comment', () => {
    const text = comment({ hosts, mostBytes: 8_000 });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8_000);
    expect(text).toContain('## Safe: 300 hosts');
    expect(text).toContain('| host | verdict |');
    expect(text).toContain('hosts in detail: 300');
  });
});

test('hosts without changes are cut first, then notes and reasons, then steps', () => {
  const hosts = manyHosts(4, 600);
  const cutAt = (mostBytes: number): string => /not shown are: (.*)\./.exec(comment({ hosts, mostBytes }))?.[1] ?? '';
  const whole = Buffer.byteLength(comment({ hosts, mostBytes: 1_000_000 }));
  expect(cutAt(whole + 2)).toBe('');
  expect(cutAt(whole - 100)).toMatch(/^hosts without changes: \d+$/);
  const without = Buffer.byteLength(comment({ hosts: manyHosts(4, 0), mostBytes: 1_000_000 }));
  expect(cutAt(without)).toMatch(/^hosts without changes: \d+, (?:notes|reasons): \d+$/);
  expect(cutAt(8_000)).toMatch(/^hosts without changes: \d+, .*reasons: \d+, .*steps: \d+/);
});

describe('a host of which very much is said', () => {
  const told = (count: number): readonly Diagnostic[] =>
    Array.from({ length: count }, (_, index) =>
      warningDiagnostic('tell-the-switch', `the port must carry VLAN ${String(index)}`, 'why '.repeat(100)),
    );
  const refused = (count: number): readonly Diagnostic[] =>
    Array.from({ length: count }, (_, index) => errorDiagnostic('no', `reason ${String(index)}.`, 'why '.repeat(100)));
  const saying = (host: string, ...diagnostics: readonly Diagnostic[]): PlannedHost =>
    planned(host, { ...plan, diagnostics });

  test.each(['github', 'bitbucket'] as const)('loses no more of it on %s than it must, and that is counted', (name) => {
    const text = comment({ hosts: [saying('a', ...told(250))], ...PLATFORMS[name] });
    const shown = text.match(/the port must carry VLAN/g)?.length ?? 0;
    expect(text).toContain(`warnings: ${String(250 - shown)}`);
    expect(text).toContain(`${String(250 - shown)} of 250 warnings: left out for length`);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(PLATFORMS[name].mostBytes);
    // The next one would not fit.
    expect(Buffer.byteLength(text)).toBeGreaterThan(PLATFORMS[name].mostBytes - 1_000);
    for (const step of plan.steps) expect(text).toContain(`- **${step.id}** `);
    expect(text).toContain('Proven by ');
  });

  test('says its error, which comes first', () => {
    const text = comment({ hosts: [saying('a', ...told(250), ...refused(1))] });
    expect(text.indexOf('reason 0.')).toBeLessThan(text.indexOf('the port must carry VLAN'));
    expect(text).toContain('reason 0.');
  });

  test('leaves the other hosts their steps', () => {
    const text = comment({ hosts: [saying('a', ...told(250)), planned('b', plan), planned('c', plan)] });
    expect(text.split(`- **${plan.steps.at(-1)?.id ?? ''}** `).length - 1).toBeGreaterThanOrEqual(3);
  });

  test('of two hosts with more errors than there is room for both say some, and nothing less important stands', () => {
    const hosts = [saying('a', ...refused(300)), saying('b', ...refused(300)), planned('c', plan)];
    const text = comment({ hosts, ...PLATFORMS.bitbucket, mostBytes: 12_000 });
    const [, ofA = '', ofB = ''] = text.split(/^\*\*[ab]: /m);
    for (const section of [ofA, ofB]) expect(section).toMatch(/reason 0\..*reason 5\./s);
    expect(text).toMatch(/\d+ of 300 errors: left out for length/);
    for (const step of plan.steps) expect(text).not.toContain(`- **${step.id}** `);
  });

  test('keeps an error that is longer than the comment in its first line', () => {
    const long = errorDiagnostic('no', 'too much', `${'x'.repeat(900)}\n`.repeat(100));
    const text = comment({ hosts: [saying('a', long), planned('b', plan)] });
    expect(text).toContain('Error: too much');
    expect(text).toContain('details of errors: 1');
    for (const step of plan.steps) expect(text).toContain(`- **${step.id}** `);
  });
});

describe('compared with the base', () => {
  const base = { digest: 'sha256:1', removedHosts: [] };

  test('changes that were pending already are told apart from those of the request', () => {
    const changes = [...plan.changes, { address: 'vswitch.web', action: 'create' as const, fields: [] }];
    const text = comment({
      hosts: [planned('a', { ...plan, changes }, { kind: 'described', changes: plan.changes })],
      base,
    });
    expect(text).toContain(
      'This request changes what is planned for 1 of 1 host; on 1 host changes were pending already.',
    );
    expect(text.split('pending without this request')).toHaveLength(2);
    expect(text).toContain('2 (1 pending already)');
  });

  test('a host on which the request changes nothing is given up before the others', () => {
    const pending = planned('a', plan, { kind: 'described', changes: plan.changes });
    const own = planned('b', plan, { kind: 'not-described' });
    const whole = Buffer.byteLength(comment({ hosts: [own], base }));
    const text = comment({ hosts: [pending, own], base, mostBytes: whole + 1_000 });
    expect(text).toContain('hosts that only wait: 1');
    expect(text).toContain('This request changes what is planned for 1 of 2 hosts');
  });

  test('a base that is another one by now is told, the same one is not', () => {
    expect(comment({ base: { ...base, expectedDigest: 'sha256:2' } })).toContain('**The base has moved**');
    expect(comment({ base: { ...base, expectedDigest: 'sha256:1' } })).not.toContain('The base has moved');
  });
});

test('on Bitbucket there is no HTML, and the marker is a link that nothing refers to', () => {
  const text = comment({ ...PLATFORMS.bitbucket });
  expect(text.split('\n')[0]).toBe('[hpvmctl-review:network]: https://hpvmctl.invalid/review');
  expect(text).not.toMatch(/<\/?(details|summary|br|code)|<!--|&#|&nbsp;/);
});
