import { alteredPlan, LACP_AGGREGATE, provenPlanFor } from '../../test/hosts/proven-plan-for';
import type { Plan } from '../plan/plan-document';
import type { EdgeExplanation, Explanation, RuleExplanation, StepExplanation } from '../review/explanation';
import { explain } from './explain';

const plan = provenPlanFor(LACP_AGGREGATE);

/** The id of the step with this title. */
function idOf(title: string): string {
  const step = plan.steps.find((each) => each.title === title);
  if (step === undefined) throw new Error(`no step ${title} in ${plan.steps.map((each) => each.title).join('; ')}`);
  return step.id;
}

const HALT = idOf('Halt vswitch vmlan900');
const BOOT = idOf('Boot vswitch vmlan900');
const EMPTY = idOf('Take all ports (lan1, lan2) out of lan900');

function explained<Kind extends Explanation['kind']>(what: string, kind: Kind): Extract<Explanation, { kind: Kind }> {
  const result = explain(what, [plan]);
  const [first] = result.ok ? result.value : [];
  if (first?.kind !== kind) throw new Error(`${what} is explained as ${first?.kind ?? JSON.stringify(result)}`);
  return first as Extract<Explanation, { kind: Kind }>;
}

function refusal(what: string, plans: readonly Plan[] | undefined): string {
  const result = explain(what, plans);
  return result.ok
    ? 'explained'
    : result.diagnostics.map((each) => `${each.code}: ${each.summary}\n${each.detail}`).join();
}

describe('a step', () => {
  const step: StepExplanation = explained(EMPTY, 'step');

  test('is told with who asked for it, why it waits, and what happens when it does not', () => {
    expect(step.change).toMatchObject({ address: 'apaGroup.lan900', action: 'update' });
    expect(step.reasons).toMatchObject([
      {
        earlier: { id: HALT, title: 'Halt vswitch vmlan900' },
        rule: 'halt-before-apa-teardown',
        isEdge: true,
        without: { after: [], step: { id: EMPTY }, clause: 'apa-change-under-vswitch' },
      },
    ]);
    expect(step.outages.map(({ address }) => address)).toContain('vswitch.vmlan900');
    expect(step.awaitedBy.length).toBeGreaterThan(0);
    expect(step.noReturn).toBeNull();
  });

  test('has the sources of its rules and of the clauses that see the harm', () => {
    expect(step.sources.map(({ id }) => id)).toEqual(['halt-before-apa-teardown', 'apa-change-under-vswitch']);
    expect(step.sources[0]?.citations[0]).toContain('7.2.18, p. 75');
    expect(step.sources[1]).not.toHaveProperty('title');
  });

  test('that a rule asked for has no change of its own', () => {
    expect(explained(HALT, 'step')).toMatchObject({
      change: null,
      step: { purpose: { rule: 'halt-before-apa-teardown' } },
    });
  });

  test('that keeps more than its edges lists that behind them', () => {
    const { reasons } = explained(BOOT, 'step');
    const edges = reasons.map(({ isEdge }) => isEdge);
    expect(edges).toEqual([...edges].sort().reverse());
    expect(reasons.filter(({ isEdge, without }) => !isEdge && without !== null)).toEqual([]);
    expect(edges).toContain(false);
  });

  test('is found without its leading zero', () => {
    expect(explained('s1', 'step').step.id).toBe('s01');
    expect(explained('S01', 'step').step.id).toBe('s01');
  });

  test('from where nothing leads back says why', () => {
    const certificate = { ...(plan.certificate as NonNullable<Plan['certificate']>) };
    const pointsOfNoReturn = [{ step: EMPTY, why: 'it is gone' }];
    const result = explain(EMPTY, [alteredPlan(plan, { certificate: { ...certificate, pointsOfNoReturn } })]);
    expect(result.ok && result.value).toMatchObject([{ noReturn: 'it is gone' }]);
  });

  test('of a plan that was not proven has no witness, and of an outage without end only the first step', () => {
    const outages = plan.outages.map((outage) => ({ ...outage, isPermanent: true as const, toStep: outage.fromStep }));
    const bare = explain(EMPTY, [alteredPlan(plan, { certificate: null, outages })]);
    expect(bare.ok && bare.value).toMatchObject([{ reasons: [{ without: null }], outages: [], noReturn: null }]);
  });
});

describe('an edge', () => {
  test('is told with its reasons and its witness, whichever step is named first', () => {
    const edge: EdgeExplanation = explained(`${HALT}:${EMPTY}`, 'edge');
    expect(edge).toMatchObject({
      relation: 'edge',
      earlier: { id: HALT },
      later: { id: EMPTY },
      reasons: [{ isEdge: true }],
    });
    expect(explained(`${EMPTY}:${HALT}`, 'edge')).toEqual(edge);
  });

  test('that others bring about shows the way', () => {
    const edge = explained(`${HALT}:${BOOT}`, 'edge');
    expect(edge.relation).toBe('through-others');
    const way = edge.way.map(({ id }) => id);
    expect([way[0], way.at(-1)]).toEqual([HALT, BOOT]);
    for (const [index, id] of way.slice(1).entries())
      expect(plan.steps.find((step) => step.id === id)?.after.map(({ step }) => step)).toContain(way[index]);
  });

  test('that is none says that the order is free', () => {
    const joins = plan.steps.filter(({ title }) => title.startsWith('Join ')).map(({ id }) => id);
    expect(joins).toHaveLength(2);
    expect(explained(joins.join(':'), 'edge')).toMatchObject({ relation: 'free', way: [], reasons: [] });
  });
});

describe('a resource', () => {
  test('is told with its change, its steps, and whom it interrupts', () => {
    const resource = explained('vswitch.vmlan900', 'resource');
    expect(resource.change).toBeNull();
    expect(resource.steps.map(({ id, rule }) => [id, rule])).toEqual([
      [HALT, 'halt-before-apa-teardown'],
      [BOOT, 'halt-before-apa-teardown'],
    ]);
    expect(resource.outages.map(({ address }) => address).sort()).toEqual([
      'guestNic.app01:0,1',
      'guestNic.db01:0,1',
      'vswitch.vmlan900',
    ]);
    expect(explained('apaGroup.lan900', 'resource')).toMatchObject({ change: { action: 'update' } });
  });

  test('that is only interrupted, or only warned of, is known too', () => {
    expect(explained('guestNic.db01:0,1', 'resource')).toMatchObject({ steps: [], change: null });
    expect(explained('apaGroup.lan900', 'resource').notes.map(({ code }) => code)).toContain('tell-the-switch');
  });
});

describe('a rule', () => {
  test('needs no plan', () => {
    const result = explain('halt-before-apa-teardown', undefined);
    expect(result.ok && result.value).toMatchObject([
      { kind: 'rule', rule: { severity: 'error', basis: 'documented' } },
    ]);
    expect(result.ok && result.value[0]).not.toHaveProperty('plans');
  });

  test('is told with where a plan obeys it', () => {
    const { plans }: RuleExplanation = explained('halt-before-apa-teardown', 'rule');
    expect(plans?.[0]?.asksFor.map(({ id }) => id)).toEqual([HALT, BOOT]);
    expect(plans?.[0]?.orders[0]).toMatchObject({ earlier: { id: HALT }, later: { id: EMPTY }, isEdge: true });
    expect(explained('tell-the-switch', 'rule').plans?.[0]?.notes).toMatchObject([{ severity: 'warning' }]);
    const derived = plan.changes.map((change) => ({ ...change, derivedBy: 'tell-the-switch' }));
    const result = explain('tell-the-switch', [alteredPlan(plan, { changes: derived })]);
    expect(result.ok && result.value).toMatchObject([{ plans: [{ requires: ['apaGroup.lan900'] }] }]);
  });
});

describe('a clause of the checker', () => {
  test('is told with its source and the edges that it proves', () => {
    expect(explained('apa-change-under-vswitch', 'clause')).toMatchObject({
      source: expect.stringContaining('7.2.18, p. 75') as string,
      plans: [
        {
          host: 'vmhost1',
          shown: expect.arrayContaining([expect.objectContaining({ edge: `${HALT}:${EMPTY}` })]) as [],
        },
      ],
    });
    expect(explain('apa-change-under-vswitch', undefined)).toMatchObject({ ok: true });
  });

  test('that rests on the plan itself says what it asks for, without a plan too', () => {
    for (const id of ['edge-needed', 'final-state', 'outage-announced', 'readable-command', 'readable-plan']) {
      const result = explain(id, undefined);
      expect(result.ok && result.value).toMatchObject([{ kind: 'clause', id, source: null }]);
      expect(result.ok && result.value[0]).toHaveProperty('meaning');
    }
    expect(explained('saved-too-early', 'clause').meaning).toContain('reboot');
    expect(explained('undo-restores', 'clause').source).toBeNull();
  });

  test('that only the certificate knows is known by its name', () => {
    const certificate = { ...(plan.certificate as NonNullable<Plan['certificate']>), rules: ['of-another-release'] };
    const result = explain('of-another-release', [alteredPlan(plan, { certificate })]);
    expect(result.ok && result.value).toEqual([
      { kind: 'clause', id: 'of-another-release', source: null, plans: [{ host: 'vmhost1', shown: [] }] },
    ]);
  });

  test('every clause that a proof names can be explained', () => {
    const rules = plan.certificate?.rules ?? [];
    expect(rules.filter((id) => !explain(id, undefined).ok)).toEqual([]);
  });
});

test('of several plans each one that has the thing explains it', () => {
  const other = alteredPlan(plan, { host: 'vmhost2' });
  const hosts = (result: ReturnType<typeof explain>): unknown =>
    result.ok ? result.value.map((each) => 'host' in each && each.host) : result;
  expect(hosts(explain('s01', [plan, other]))).toEqual(['vmhost1', 'vmhost2']);
  expect(hosts(explain('s01', [plan, alteredPlan(other, { steps: [] })]))).toEqual(['vmhost1']);
});

describe('what nobody knows', () => {
  test.each([
    ['halt-before-apa-teradown', undefined, 'Did you mean halt-before-apa-teardown?'],
    ['apa-change-under-vswitches', undefined, 'Did you mean apa-change-under-vswitch?'],
    ['edge-need', undefined, 'Did you mean edge-needed?'],
    ['halt-befor-apa', undefined, 'Did you mean halt-before-apa-teardown'],
    ['vswitch.vmlan90', [plan], 'Did you mean vswitch.vmlan900?'],
    ['vmlan900', [plan], 'Did you mean vswitch.vmlan900?'],
    ['s99', [plan], 'Its steps are s01 to '],
    ['s01:s99', [plan], 'Its steps are s01 to '],
    ['s01:s01', [plan], 'Its steps are s01 to '],
    ['s99', [alteredPlan(plan, { steps: plan.steps.slice(0, 1) })], 'Its only step is s01.'],
    ['s01', [alteredPlan(plan, { steps: [] })], 'The plan has no steps.'],
    ['', undefined, 'Known are steps'],
    ['\u001b[2J', [plan], 'Known are steps'],
  ])('%j has a suggestion', (what, plans, suggestion) => {
    const text = refusal(what, plans);
    expect(text).toContain('unknown-to-explain');
    expect(text).toContain(suggestion);
  });

  test.each(['s10', 's02:s10', 'vswitch.vmlan900', 'tunables'])('%s needs a plan to be known', (what) => {
    expect(refusal(what, undefined)).toContain(`needs-plan: ${what} is part of a plan`);
  });
});

describe('a step of the way back', () => {
  const back = plan.revert?.steps.find(({ takesBack }) => takesBack.includes(EMPTY));
  const step = explained(back?.id ?? '', 'revert-step');

  test('is told with what it takes back, what stands around it, and what it costs', () => {
    expect(step.takesBack).toContainEqual({ id: EMPTY, title: 'Take all ports (lan1, lan2) out of lan900' });
    const places = plan.revert?.steps.map(({ id }) => id) ?? [];
    const place = places.indexOf(step.step.id);
    expect([step.before?.id, step.behind?.id]).toEqual([places[place - 1], places[place + 1]]);
    expect(step.outages.map(({ address }) => address)).toContain('vswitch.vmlan900');
  });

  test('that the way back has not is told which it has', () => {
    const ids = plan.revert?.steps.map(({ id }) => id) ?? [];
    expect(refusal('r99', [plan])).toContain(`steps are ${ids[0] ?? ''} to ${ids.at(-1) ?? ''}.`);
    expect(refusal('r14', undefined)).toContain('needs-plan');
  });
});
