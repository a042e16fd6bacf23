import { planForGuests, smallPlan } from '../../../test/page/sample-pages';
import { hostOfGuests } from '../../../test/hosts/host-of-guests';
import type { Change } from '../../diff/change';
import type { ObservedHost } from '../../model/observed-host';
import type { ResourceAddress } from '../../model/resource';
import type { Plan } from '../../plan/plan-document';
import { planMermaid } from './plan-mermaid';

const drawn = (plan: Plan): string => planMermaid({ plan, observed: plan.snapshot });

/** The diagrams of a text, each as its lines. */
function diagramsIn(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/^```mermaid\n([\s\S]*?)\n```$/gm)].map(([, body = '']) => body.split('\n'));
}

/** Every line of a diagram is a box, a line between two, or a style: nothing that came from a host stands outside of a label. */
const LINE =
  /^(flowchart (LR|TD)| {2}[ns]\d+\["[^"`<>&[\]{}|;]*(<br\/>[^"`<>&[\]{}|]*)*"\](:::[a-z]+)?| {2}[ns]\d+ (---|===|-\.-|-->\|"[a-z0-9-]+"\|) [ns]\d+| {2}classDef [a-z]+ [a-z0-9:#,\- ]+)$/;
const withoutEntities = (line: string): string => line.replaceAll(/#\d+;/g, '');

test('the host is drawn with what changes marked in words and colours, and the steps with what waits for what', () => {
  const text = drawn(smallPlan());
  const [host = [], steps = []] = diagramsIn(text);
  expect(host).toContain('  n1["changed: lan900<br/>LAN_MONITOR to LACP_AUTO"]:::changed');
  expect(host.some((line) => line.includes('["new: vmlan3<br/>vswitch, up"]:::new'))).toBe(true);
  expect(
    host.some((line) => line.includes('["changed: web01 0,1<br/>untagged to VLAN 120<br/>interrupted"]:::changed')),
  ).toBe(true);
  expect(steps).toContain('  s1["s01<br/>Create vswitch vmlan3 on lan3"]');
  expect(steps).toContain('  s3 -->|"halt-before-apa-teardown"| s4');
  for (const line of [...host, ...steps]) expect(withoutEntities(line)).toMatch(LINE);
});

test('a crowded host is drawn with what the plan changes, and counts the others', () => {
  const [host = []] = diagramsIn(drawn(planForGuests(256)));
  expect(host.length).toBeLessThan(80);
  expect(host.some((line) => /\["\d+ other guest NICs"\]/.test(line))).toBe(true);
});

describe('no diagram is larger than Mermaid draws', () => {
  const edgesOf = (lines: readonly string[]): number =>
    lines.filter((line) => /^ {2}\w+ (---|===|-\.-|-->)/.test(line)).length;

  test.each([250, 1000])(
    'of guest NICs that change some are drawn and the others counted: 2 of each of %i guests',
    (guests) => {
      const snapshot = hostOfGuests(guests);
      const changes = snapshot.guestNics.map(({ guest, slot, vswitch }): Change => ({
        address: `guestNic.${guest}:${slot}` as ResourceAddress,
        kind: 'guestNic',
        action: 'update',
        fields: [{ path: 'vswitch', before: vswitch, after: 'elsewhere' }],
      }));
      const [host = []] = diagramsIn(drawn({ ...smallPlan(), snapshot, changes }));
      expect(edgesOf(host)).toBeLessThan(280);
      const drawnOnes = host.filter((line) => line.includes('["changed: ')).length;
      const left = host.flatMap((line) => /\["(\d+) more guest NICs that change"\]/.exec(line)?.[1] ?? []);
      expect(drawnOnes + left.reduce((sum, count) => sum + Number(count), 0)).toBe(2 * guests);
      for (const line of host) expect(withoutEntities(line)).toMatch(LINE);
    },
  );

  test('steps that all wait for many others are not drawn, nor a host of a thousand vswitches', () => {
    const [step] = smallPlan().steps;
    if (step === undefined) throw new Error('the plan of the quick start has steps');
    const reason = { rule: 'persist-last', why: '' };
    const ids = Array.from({ length: 60 }, (_, index) => `s${String(index + 1)}`);
    const steps = ids.map((id, index) => ({
      ...step,
      id,
      after: index < 30 ? [] : ids.slice(0, 30).map((before) => ({ step: before, ...reason })),
    }));
    const snapshot = hostOfGuests(1);
    const vswitches = snapshot.vswitches.flatMap((vswitch) =>
      Array.from({ length: 250 }, (_, index) => ({ ...vswitch, name: `${vswitch.name}${String(index)}` })),
    );
    const many = { ...snapshot, vswitches } as unknown as ObservedHost;
    const text = drawn({ ...smallPlan(), steps, snapshot: many });
    expect(diagramsIn(text)).toEqual([]);
    expect(text).toContain('The host is too large for a diagram.');
    expect(text).toContain('60 steps are too many for a diagram.');
  });
});

test('no name can end a label, a diagram or the fence around it', () => {
  const hostile = '"]; click n1 "javascript:x" <img src=x> `#35;|{}& end\n```\n# heading';
  const plan = JSON.parse(
    JSON.stringify(smallPlan()).replaceAll('web01', () => JSON.stringify(hostile).slice(1, -1)),
  ) as Plan;
  const text = drawn(plan);
  expect(diagramsIn(text)).toHaveLength(2);
  expect(text.match(/^```/gm)).toHaveLength(4);
  for (const line of diagramsIn(text).flat()) expect(withoutEntities(line)).toMatch(LINE);
});

test('a plan without its host says so, and one without steps has none', () => {
  const { snapshot: _, ...rest } = smallPlan();
  const text = planMermaid({ plan: { ...rest, steps: [] }, observed: undefined });
  expect(diagramsIn(text)).toEqual([]);
  expect(text).toContain('does not hold the host');
  expect(text).toContain('No steps.');
});

test('of a blocked plan it says why first, and draws the steps as such that must not run', () => {
  const summary = 'longer than web01 may be interrupted';
  const diagnostics = [{ severity: 'error', code: 'over-budget', summary, detail: '' }] as const;
  const text = drawn({ ...smallPlan(), status: 'blocked', diagnostics });
  expect(text).toContain(`1 reason below.\n\n- ${summary} (\`over-budget\`)\n`);
  expect(text).toContain('must not run:');
  const [, steps = []] = diagramsIn(text);
  expect(steps).toContain('  s1["s01<br/>Create vswitch vmlan3 on lan3"]:::blocked');
  for (const line of steps) expect(withoutEntities(line)).toMatch(LINE);
});
