import type { ObservedHost } from '../model/observed-host';
import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import { withPortVlan } from '../../test/hosts/with-port-vlan';
import type { Diagnostic } from '../model/diagnostic';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import { sampleStep } from '../../test/transport/sample-plan';
import { budgetProblems } from './budget';
import type { Operation, OperationEffect } from './operation';
import { outageWindows } from './outage-windows';
import type { Plan, PlanStep } from './plan-document';
import { planningContext } from './planning-context';

function plan(lists: object, changes: Partial<ObservedHost> = {}): Plan {
  return planFor(lists, quickStartHost(changes));
}

function refusals(made: Plan): readonly Diagnostic[] {
  return made.diagnostics.filter(({ severity }) => severity === 'error');
}

/** vmlan900 is halted while its uplink is rebuilt, for up to 115 s: its guests are db01 and app01. */
const REBUILD = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] };
const LONGEST = 115;

const onVswitch = (budget: object): Plan => plan({ ...REBUILD, vswitches: [{ name: 'vmlan900', ...budget }] });
const onNic = (budget: object, name = 'db01', slot = '0,1'): Plan =>
  plan({ ...REBUILD, guestNics: [{ guest: name, slot, ...budget }] });

describe('maxOutageSeconds', () => {
  test('equal to the most that an interruption may take is kept, less is not', () => {
    expect(plan(REBUILD).outages[0]?.seconds.max).toBe(LONGEST);
    for (const budgeted of [onVswitch, onNic]) {
      expect(budgeted({ maxOutageSeconds: LONGEST })).toMatchObject({ status: 'ready' });
      const over = budgeted({ maxOutageSeconds: LONGEST - 0.1 });
      expect([over.status, refusals(over).map(({ code }) => code)]).toEqual(['blocked', ['over-budget']]);
    }
  });

  test('of a NIC whose vswitch is made anew counts until its port is on its VLAN again, and names the steps', () => {
    const moved = (maxOutageSeconds: number): Plan =>
      plan(
        {
          vswitches: [{ name: 'vmlan4', uplink: 'lan3' }],
          guestNics: [{ guest: 'web01', slot: '0,1', maxOutageSeconds }],
        },
        withPortVlan('vmlan4', 2, 120),
      );
    // Halt 10, remove 10, create 10, boot 15, VLAN 5.
    expect(moved(50).status).toBe('ready');
    const [over] = refusals(moved(49.9));
    expect(over?.summary).toBe('guestNic.web01:0,1 may be out of service for 50 s, and maxOutageSeconds allows 49.9 s');
    expect(over?.detail).toContain('It cannot be shorter than the budget of 49.9 s');
    expect(over?.detail).toContain(
      '- s05 Put port 2 of vmlan4 (guestNic.web01:0,1) on VLAN 120, up to 5 s, which ends it',
    );
    expect(over?.detail).toContain(
      'to s05 (Put port 2 of vmlan4 (guestNic.web01:0,1) on VLAN 120), because vswitch.vmlan4 is down until s04, and from then on its port waits for its VLAN.\nvmlan4 goes down because vmlan4 gets uplink lan3.\n',
    );
    expect(over?.detail).toMatch(/or take the changes of vswitch\.vmlan4 out of this plan\.$/);
  });

  test('names the VLAN for which a vswitch is restarted that nobody changes', () => {
    const made = plan({
      guestNics: [
        { guest: 'web01', slot: '0,1', vlanId: 120 },
        { guest: 'db01', slot: '0,2', maxOutageSeconds: 10, from: 'rack/db01' },
      ],
    });
    const [over] = refusals(made);
    expect(over?.detail).toContain(
      'because vswitch.vmlan4 is down.\nvmlan4 goes down because lan4 gets checksumOffload off, which VLAN 120 of web01 0,1 needs.\n',
    );
    expect(over?.detail).toMatch(
      /\nRaise the budget \(rack\/db01\), or take the changes of guestNic\.web01:0,1 out of this plan\.$/,
    );
  });

  test('is never a change by itself', () => {
    const budgets = { maxOutageSeconds: 0, protect: true };
    const made = plan({
      vswitches: [{ name: 'vmlan900', uplink: 'lan900', state: 'up', ...budgets }],
      guestNics: [{ guest: 'db01', slot: '0,1', ...budgets }],
      lanInterfaces: [{ name: 'lan4', protect: true }],
      apaGroups: [{ name: 'lan900', protect: true }],
      tunables: { protect: true },
    });
    expect([made.status, made.changes, made.diagnostics]).toEqual(['no-op', [], []]);
  });

  test('of one vswitch or NIC says nothing about others', () => {
    expect(onNic({ maxOutageSeconds: 0 }, 'db01', '0,2').status).toBe('ready');
    expect(plan({ ...REBUILD, vswitches: [{ name: 'vmlan4', maxOutageSeconds: 0 }] }).status).toBe('ready');
  });

  test('of a NIC counts while its guest runs only, that of a vswitch always', () => {
    const replaced = { guestNics: [{ guest: 'test01', slot: '0,1', mac: '0x660000000001', maxOutageSeconds: 0 }] };
    expect(plan(replaced).status).toBe('ready');
    const moved = { vswitches: [{ name: 'vmlan0', uplink: 'lan3', maxOutageSeconds: 0 }] };
    expect(refusals(plan(moved)).map(({ code, address }) => [code, address])).toEqual([
      ['over-budget', 'vswitch.vmlan0'],
    ]);
  });

  test('refuses an interruption without end, whatever it allows', () => {
    const made = plan({
      guestNics: [{ guest: 'app01', slot: '0,1', maxOutageSeconds: 1e6, from: 'rack/app01' }],
      vswitches: [{ name: 'vmlan900', state: 'down' }],
    });
    expect(refusals(made)).toMatchObject([
      {
        code: 'over-budget',
        address: 'guestNic.app01:0,1',
        summary: 'guestNic.app01:0,1 would be out of service for good, and maxOutageSeconds allows 1000000 s',
        detail: [
          'It ends with s01 (Halt vswitch vmlan900), because vswitch.vmlan900 is down, and no step brings it back.',
          'vmlan900 goes down because vmlan900 gets state down.',
          'Take the budget away (rack/app01), or leave the change out.',
        ].join('\n'),
      },
    ]);
  });

  test('names the steps that make it so long, why they are in between, and what to do', () => {
    const made = onNic({ maxOutageSeconds: 30, from: 'rack/db01' });
    const step = (title: string): string => `${made.steps.find((each) => each.title === title)?.id ?? ''} ${title}`;
    const [refusal] = refusals(made);
    expect(refusal?.summary).toBe(
      'guestNic.db01:0,1 may be out of service for 115 s, and maxOutageSeconds allows 30 s',
    );
    const why =
      'with the vswitch still up, hpvmnet reports a wrong MAC address for it, as inferred from what HP says of stopping APA';
    const then = 'it takes over the address that the finished aggregate has when it boots';
    expect(refusal?.detail).toBe(
      [
        'It is out of service from s01 (Halt vswitch vmlan900) to s08 (Boot vswitch vmlan900), because vswitch.vmlan900 is down.',
        'vmlan900 goes down because lan900 gets mode LACP_AUTO.',
        'It cannot be shorter than the budget of 30 s, because these steps have to run in between and may take 60 s together:',
        `- ${step('Join lan2 to lan900 as LACP_AUTO')}, up to 30 s: after s01 (halt-before-apa-teardown: ${why}); before s08 (boot-after-apa-change: ${then})`,
        `- ${step('Join lan1 to lan900 as LACP_AUTO')}, up to 30 s: after s01 (halt-before-apa-teardown); before s08 (boot-after-apa-change)`,
        'Some of these times are assumed; once a step has run three times on this host, what it took there counts.',
        'Raise the budget (rack/db01), or take the changes of apaGroup.lan900 out of this plan.',
      ].join('\n'),
    );
  });

  test('tells one step that is too long by itself', () => {
    const [refusal] = refusals(onVswitch({ maxOutageSeconds: 29.9 }));
    expect(refusal?.detail).toContain(
      'It cannot be shorter than the budget of 29.9 s, because this step has to run in between and may take 30 s:\n',
    );
  });

  test('says of the first and the last step that they begin and end it', () => {
    const [refusal] = refusals(onVswitch({ maxOutageSeconds: 114 }));
    expect(refusal?.detail).toMatch(/\n- s01 Halt vswitch vmlan900, up to 10 s, which begins it\n/);
    expect(refusal?.detail).toMatch(/\n- s08 Boot vswitch vmlan900, up to 15 s, which ends it\n/);
  });

  test('of a NIC that is replaced is explained by its own two steps', () => {
    const made = plan({ guestNics: [{ guest: 'web01', slot: '0,1', mac: '0x660000000001', maxOutageSeconds: 20 }] });
    const [refusal] = refusals(made);
    expect(refusal?.detail).toContain(
      'because these steps have to run in between and may take 25 s together:\n- s01 Remove NIC 0,1',
    );
    expect(refusal?.detail).toContain('which begins it\n- s02 Add avio_lan NIC 0,1');
  });
});

describe('a vswitch of which only budgets are declared', () => {
  test('has to exist: nothing would say what to make', () => {
    for (const budget of [{ maxOutageSeconds: 5 }, { protect: true }]) {
      const [refusal] = refusals(plan({ vswitches: [{ name: 'vmlan9', ...budget }] }));
      expect(refusal).toMatchObject({ code: 'budget-of-a-missing-vswitch', address: 'vswitch.vmlan9' });
      expect(refusal?.detail).toMatch(
        /^hpvmnet lists: localnet, vmlan0, vmlan4, vmlan900\. Correct the name, or say which uplink/,
      );
      expect(plan({ vswitches: [{ name: 'vmlan900', ...budget }] }).status).toBe('no-op');
    }
  });

  test('may be new when it is described, and without a budget it may be bare', () => {
    for (const described of [{ uplink: null, protect: true }, { state: 'up', maxOutageSeconds: 0 }, {}]) {
      expect(plan({ vswitches: [{ name: 'fresh', ...described }] }).status).toBe('ready');
    }
  });
});

describe('an order that is longer than it has to be', () => {
  /** vmlan4 is halted, something else runs for a minute, vmlan4 is booted; only the first and the last belong together. */
  function refusalOf(maxOutageSeconds: number, waits: readonly string[]): string {
    const decoded = decodeDesiredHost(
      {
        formatVersion: '1',
        kind: 'hpvm-desired-host',
        host: 'vmhost1',
        vswitches: [{ name: 'vmlan4', uplink: 'lan4', maxOutageSeconds }],
      },
      'test',
    );
    if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
    const context = planningContext(decoded.value, quickStartHost(), []);
    const step = (id: string, max: number, after: readonly string[]): PlanStep =>
      sampleStep(id, ['/bin/true'], {
        after: after.map((earlier) => ({ step: earlier, rule: 'change', why: 'it must' })),
        durationSeconds: { min: 0, expected: 0, max, basis: 'measured' },
      });
    const steps = [step('s01', 1, []), step('s02', 60, []), step('s03', 2, waits)];
    const effects = [
      { type: 'vswitch-halt', vswitch: 'vmlan4' },
      { type: 'apa-save' },
      { type: 'vswitch-boot', vswitch: 'vmlan4' },
    ];
    const operations = effects.map((effect) => ({ effect: effect as OperationEffect }) as Operation);
    const placed = operations.map((operation, index) => ({ step: steps[index]?.id ?? '', operation }));
    const found = budgetProblems({ steps, placed, windows: outageWindows(operations, context) }, context);
    return found.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n');
  }

  test('is said to be only the order that was found, with the steps that need not be in between', () => {
    expect(refusalOf(3, ['s01'])).toBe(
      [
        'vswitch.vmlan4 may be out of service for 63 s, and maxOutageSeconds allows 3 s',
        'It is out of service from s01 (step s01) to s03 (step s03).',
        'What has to run in between may take 3 s, which the budget allows. No order was found that keeps these steps out of it:',
        '- s02 step s02, up to 60 s',
        'Raise the budget, or take the changes of vswitch.web out of this plan.',
      ].join('\n'),
    );
  });

  test('is not said to be one where what has to run in between is too long already', () => {
    expect(refusalOf(2.9, ['s01'])).toContain(
      'these steps have to run in between and may take 3 s together:\n- s01 step s01',
    );
    expect(refusalOf(3, ['s01', 's02'])).toContain('What has to run in between may take 3 s');
  });
});
