import { alteredPlan, LACP_AGGREGATE, provenPlanFor, withoutEdge } from '../../test/hosts/proven-plan-for';
import type { Plan, PlanStep } from '../plan/plan-document';
import { checkPlan } from './check-plan';
import { CLAUSES } from './clauses';

const VLAN = provenPlanFor({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 30 }] });
const LACP = provenPlanFor(LACP_AGGREGATE);

/** What speaks against a plan, `clause: summary`. */
function against(plan: Plan): readonly string[] {
  const result = checkPlan(plan);
  if (result.status === 'proven') return [];
  return result.diagnostics.map(({ summary, detail }) => {
    const [, clause = 'none'] = /Clause ([a-z-]+)/.exec(detail) ?? [];
    return `${clause}: ${summary}`;
  });
}

/** What is said besides, where the summary is like this. */
function detailsOf(plan: Plan, summary: RegExp): readonly string[] {
  const result = checkPlan(plan);
  if (result.status === 'proven') return [];
  return result.diagnostics.filter((each) => summary.test(each.summary)).map(({ detail }) => detail);
}

/** The plan with one step changed. */
function withStep(plan: Plan, id: string, change: (step: PlanStep) => Partial<PlanStep>): Plan {
  return alteredPlan(plan, { steps: plan.steps.map((step) => (step.id === id ? { ...step, ...change(step) } : step)) });
}

function stepLike(plan: Plan, title: RegExp): PlanStep {
  const found = plan.steps.find((step) => title.test(step.title));
  if (found === undefined)
    throw new Error(`no step like ${String(title)}: ${plan.steps.map((s) => s.title).join('; ')}`);
  return found;
}

describe('a plan as it was made', () => {
  test.each([
    ['a VLAN on a port over checksum offload', VLAN],
    ['a failover group that becomes an aggregate', LACP],
  ])('is proven: %s', (_, plan) => {
    const result = checkPlan(plan);
    if (result.status !== 'proven') throw new Error(JSON.stringify(result.diagnostics));
    const { checker, statesChecked, rules, witnesses } = result.certificate;
    expect(checker).toBe('cdktf-hpvm check 1');
    expect(statesChecked).toBeGreaterThan(plan.steps.length);
    const own = ['final-state', 'outage-announced', 'saved-too-early', 'undo-restores', 'way-back'];
    expect(rules).toEqual([...CLAUSES.map(({ id }) => id), ...own].sort());
    const edges = plan.steps.flatMap((step) => [...new Set(step.after.map((reason) => `${reason.step} ${step.id}`))]);
    expect(witnesses.map(({ earlier, later }) => `${earlier} ${later}`).sort()).toEqual([...edges].sort());
    const order = plan.steps.map(({ id }) => id);
    const places = witnesses.map(({ earlier, later }) => order.indexOf(later) * 1000 + order.indexOf(earlier));
    expect(places).toEqual([...places].sort((left, right) => left - right));
  });

  test('is proven in the same words when a step lists what it waits for in another order', () => {
    const steps = LACP.steps.map((step) => ({ ...step, after: [...step.after].reverse() }));
    const [result, same] = [alteredPlan(LACP, { steps }), LACP].map(checkPlan);
    expect(result?.status).toBe('proven');
    expect(result).toEqual(same);
  });

  test('names where there is no way back', () => {
    const saving = LACP.steps.filter(({ undo }) => undo === null).map(({ id }) => id);
    expect(LACP.certificate?.pointsOfNoReturn.map(({ step }) => step)).toEqual(saving);
    const halt = stepLike(VLAN, /^Halt/);
    const steps = (VLAN.revert?.steps ?? []).flatMap((each) => {
      const takesBack = each.takesBack.filter((step) => step < halt.id);
      return takesBack.length === 0 ? [] : [{ ...each, takesBack }];
    });
    const shorter = alteredPlan(VLAN, { revert: { guardedUntil: halt.id, steps, outages: [] } });
    const result = checkPlan(withStep(shorter, halt.id, () => ({ undo: null })));
    expect(result.status === 'proven' && result.certificate.pointsOfNoReturn).toContainEqual({
      step: halt.id,
      why: 'no command takes it back',
    });
  });

  test('needs no proof without steps', () => {
    const { snapshot, ...empty } = alteredPlan(VLAN, { steps: [] });
    expect(snapshot).toBeDefined();
    const result = checkPlan(empty);
    expect(result.status === 'proven' && result.certificate).toMatchObject({
      statesChecked: 0,
      witnesses: [],
      pointsOfNoReturn: [],
    });
  });
});

describe('a plan that was changed is refuted', () => {
  test('when it does not hold the host it was made for', () => {
    const { snapshot, ...without } = VLAN;
    expect(snapshot).toBeDefined();
    expect(against(without)).toEqual(['readable-plan: the plan does not hold the host it was made for']);
    expect(detailsOf(without, /the host/)).toEqual([
      'No plan is proven without it.\nClause readable-plan of the checker.',
    ]);
  });

  test('when a command, or one that takes it back, cannot be read', () => {
    const command = ['/usr/sbin/shutdown', '-r', 'now please'];
    const harm = 'readable-command: the checker does not know what a command of step s01 does';
    const forward = withStep(VLAN, 's01', () => ({ command }));
    expect(against(forward)).toEqual([harm]);
    expect(against(withStep(VLAN, 's01', ({ undo }) => ({ undo: [...(undo ?? []), command] })))).toEqual([harm]);
    const result = checkPlan(forward);
    expect(result.status === 'refuted' && result.diagnostics[0]?.detail).toBe(
      "/usr/sbin/shutdown -r 'now please'\nClause readable-command of the checker.",
    );
  });

  test('when a step has another name that stands there already, before anything else is looked at', () => {
    expect(against(withStep(VLAN, 's01', () => ({ id: 's02' })))[0]).toContain('readable-plan: step s0');
    expect(against(withStep(VLAN, 's01', () => ({ phase: 'persist' })))).toEqual([
      'readable-plan: step s01 is not of phase persist',
    ]);
  });

  test('when a command is aimed at something else', () => {
    const halt = stepLike(VLAN, /^Halt/);
    const other = halt.command.map((word) => (word === 'vmlan4' ? 'vmlan900' : word));
    const said = against(withStep(VLAN, halt.id, () => ({ command: other })));
    expect(said).toContainEqual(expect.stringContaining('final-state: vmlan900 ends down on lan900, and is to be up'));
  });

  test('when it promises something else', () => {
    const changes = VLAN.changes.map((each) => ({
      ...each,
      fields: each.fields.map((field) => (field.path === 'vlanId' ? { ...field, after: 31 } : field)),
    }));
    expect(against(alteredPlan(VLAN, { changes }))).toEqual([
      'final-state: web01:0,1 ends in VLAN 30, and is to be in 31',
    ]);
  });

  test('when a step no longer waits for one that it must wait for, for every edge of the plan', () => {
    for (const plan of [VLAN, LACP])
      for (const step of plan.steps)
        for (const { step: earlier } of step.after)
          expect(against(withoutEdge(plan, earlier, step.id))).not.toEqual([]);
  });

  test('with the way into the harm, and its source', () => {
    const boot = stepLike(VLAN, /^Boot/);
    const [before] = boot.after;
    const result = checkPlan(withoutEdge(VLAN, before?.step ?? '', boot.id));
    if (result.status === 'proven') throw new Error('it was proven');
    const [first] = result.diagnostics.filter(({ detail }) => detail.includes('\nSource: '));
    expect(first).toMatchObject({ code: 'checker-disagrees', severity: 'error' });
    const clause = CLAUSES.find(({ id }) => first?.detail.endsWith(`Clause ${id} of the checker.`));
    expect(first?.detail).toContain(`\nSource: ${clause?.source ?? 'none'}.\nClause `);
    expect(first?.detail).toMatch(
      /^(At the start of the plan|After s\d\d \([^)]+\)(, s\d\d \([^)]+\))*), (in step s\d\d \(|when all is done\.)/,
    );
  });

  test('with the step that does the harm', () => {
    const boot = stepLike(VLAN, /^Boot/);
    const details = detailsOf(
      withStep(VLAN, boot.id, () => ({ after: [] })),
      /./,
    );
    expect(details.join('\n')).toContain(`At the start of the plan, in step ${boot.id} (${boot.title}).\nSource: `);
  });

  test('when nothing has run, the way into harm begins at the start of the plan', () => {
    const alone = alteredPlan(VLAN, {
      steps: VLAN.steps.slice(0, 1).map((step) => ({ ...step, command: ['/usr/sbin/ifconfig', 'lan4', 'unplumb'] })),
    });
    const result = checkPlan(alone);
    const details = result.status === 'refuted' ? result.diagnostics.map(({ detail }) => detail) : [];
    const { id = '', title = '' } = alone.steps[0] ?? {};
    expect(details).toContainEqual(expect.stringMatching(/^At the start of the plan, when all is done\./));
    expect(details).toContainEqual(expect.stringContaining(`After ${id} (${title}), when all is done.\nSource: `));
  });

  test('when a step waits for another without need', () => {
    const [first, second] = LACP.steps.filter(({ title }) => title.startsWith('Join '));
    if (first === undefined || second === undefined) throw new Error('the plan joins no two ports');
    const reason = { step: first.id, rule: 'change', why: 'one after the other' };
    const waiting = withStep(LACP, second.id, ({ after }) => ({ after: [...after, reason] }));
    expect(against(waiting)).toContain(
      `edge-needed: nothing bad happens when ${second.id} does not wait for ${first.id}`,
    );
    expect(detailsOf(waiting, /^nothing bad/)[0]).toBe(
      'Every requirement on the order must be one that somebody needs.\nClause edge-needed of the checker.',
    );
  });

  test('not when a requirement stands there twice, with another reason', () => {
    const boot = stepLike(VLAN, /^Boot/);
    expect(
      against(
        withStep(VLAN, boot.id, ({ after }) => ({
          after: [...after, ...after.map((each) => ({ ...each, why: 'again' }))],
        })),
      ),
    ).toEqual([]);
  });

  test('when something is saved before all has run', () => {
    const save = stepLike(VLAN, /^Save/);
    const early = withStep(VLAN, save.id, () => ({ after: [] }));
    expect(against(early)).toContain(
      `saved-too-early: ${save.id} may save before s01 has run: a reboot then brings up a mixture`,
    );
    expect(detailsOf(early, / may save before /)).toEqual([
      'Saving steps wait for every running step.\nClause saved-too-early of the checker.',
    ]);
  });

  test('when it hides an interruption', () => {
    const hidden = alteredPlan(VLAN, { outages: VLAN.outages.slice(1) });
    expect(against(hidden)).toEqual([
      expect.stringMatching(/^outage-announced: .* is interrupted from s\d\d on, which the plan does not say$/),
    ]);
    expect(detailsOf(hidden, / is interrupted /)).toEqual([
      'The interruptions were worked out from the commands.\nClause outage-announced of the checker.',
    ]);
  });

  test('when a step is taken back by commands that do not take it back', () => {
    const halt = stepLike(VLAN, /^Halt/);
    const result = checkPlan(withStep(VLAN, halt.id, () => ({ undo: [] })));
    const found = result.status === 'refuted' ? result.diagnostics : [];
    expect(found.map(({ summary }) => summary)).toContain(`step ${halt.id} is not taken back as the plan says`);
    expect(found[0]?.detail).toBe(
      'its undo commands leave changed: power vmlan4\nClause undo-restores of the checker.',
    );
  });

  test('when too many orders are possible to walk them all', () => {
    const extra = Array.from({ length: 31 }, (_, number): PlanStep => {
      const step = stepLike(VLAN, /^Halt/);
      const command = ['/usr/sbin/nwmgr', '-s', '-A', `rx_cko=${number % 2 === 0 ? 'on' : 'off'}`, '-c', 'lan3'];
      return { ...step, id: `x${String(number)}`, answers: [], after: [], command, undo: null };
    });
    const result = checkPlan(alteredPlan(VLAN, { steps: [...extra, ...VLAN.steps] }));
    const found = result.status === 'refuted' ? result.diagnostics : [];
    expect(found).toContainEqual({
      code: 'search-limit-reached',
      severity: 'error',
      summary: 'the checker gave up on lan3: too many orders are possible',
      detail:
        'Clause final-state. The plan may be safe, but it is not proven, so it is not run. Split the change into smaller plans.',
    });
  });
});
