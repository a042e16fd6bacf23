import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedApaGroup, ObservedApaPort, ObservedHost } from '../../model/observed-host';
import { lacpKeyAgreement as rule } from './lacp-key-agreement';

const ID = 'lacp-key-agreement';
const GUIDE = "APA Administrator's Guide, 11i v3, September 2008, p. 90";

/** The quick-start host with lan900 as an aggregate, other groups changed, and some NICs set up as ports. */
function host(
  groups: Readonly<Record<string, Partial<ObservedApaGroup>>>,
  ports: Readonly<Record<string, ObservedApaPort>> = {},
): Partial<ObservedHost> {
  const { apaGroups, lanInterfaces } = quickStartHost();
  return {
    apaGroups: apaGroups.map((group) => ({ ...group, ...groups[group.name] })),
    lanInterfaces: lanInterfaces.map((nic) => ({ ...nic, apaPort: ports[nic.name] ?? null })),
  };
}
const LACP = { mode: 'LACP_AUTO', loadBalancing: 'LB_MAC' } as const;
const FEC = { mode: 'FEC_AUTO', loadBalancing: 'LB_MAC' } as const;
const JOINED = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };
const NEW = (mode: string): object => ({ apaGroups: [{ name: 'lan901', mode, ports: ['lan3'] }] });

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: ID, severity: 'error', basis: 'documented' });
});

describe('a group that keeps its ports', () => {
  test('refuses new ones when it has another key', () => {
    expect(said(planByRules([rule], JOINED, host({ lan900: { ...LACP, key: 7 } })))).toEqual([
      errorDiagnostic(
        ID,
        'lan900 has key 7, and its new ports would get 900',
        `They would not join it: the key of group and ports must be the same (${GUIDE}). Add the ports by hand with key=7, or rebuild lan900 (another mode, then this one).`,
        'apaGroup.lan900',
      ),
    ]);
  });

  test('refuses new ones when it has another group capability', () => {
    expect(said(planByRules([rule], JOINED, host({ lan900: { ...FEC, groupCapability: 5, key: 900 } })))).toEqual([
      errorDiagnostic(
        ID,
        'lan900 has group capability 5, and its new ports would get 900',
        `They would not join it: the group capability of group and ports must be the same (${GUIDE}). Add the ports by hand with gc=5, or rebuild lan900 (another mode, then this one).`,
        'apaGroup.lan900',
      ),
    ]);
  });

  test.each([
    ['its own number', { ...LACP, key: 900, groupCapability: 5 }],
    ['no number that was read', { ...LACP, key: null }],
    ['no key, because it is MANUAL', { mode: 'MANUAL', loadBalancing: 'LB_MAC', key: 7 } as const],
  ])('takes new ones with %s', (_what, group) => {
    expect(said(planByRules([rule], JOINED, host({ lan900: group })))).toEqual([]);
  });

  test('that loses a port only is no matter', () => {
    const lists = { apaGroups: [{ name: 'lan900', ports: ['lan1'] }] };
    expect(
      said(planByRules([rule], lists, host({ lan900: { ...LACP, key: 7, mac: '0x00306e39815a' as never } }))),
    ).toEqual([]);
  });

  test('that is rebuilt gets the key anew', () => {
    const lists = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] };
    expect(said(planByRules([rule], lists, host({ lan900: { ...FEC, key: 7 } })))).toEqual([]);
  });
});

describe('a key that another group has', () => {
  test('is refused', () => {
    expect(said(planByRules([rule], NEW('LACP_AUTO'), host({ lan900: { ...LACP, key: 901 } })))).toEqual([
      errorDiagnostic(
        ID,
        'lan900 already has key 901, which the ports of lan901 would get',
        `They might join lan900 instead: aggregates have different numbers (${GUIDE}). Give lan900 another key, or use another aggregate than lan901.`,
        'apaGroup.lan901',
      ),
    ]);
    expect(said(planByRules([rule], NEW('FEC_AUTO'), host({ lan900: { ...FEC, groupCapability: 901 } })))).toHaveLength(
      1,
    );
  });

  test('of the other kind, and another number, are no matter', () => {
    expect(
      said(planByRules([rule], NEW('LACP_AUTO'), host({ lan900: { ...FEC, groupCapability: 901, key: 900 } }))),
    ).toEqual([]);
  });

  test('goes with the group when that is rebuilt or cleared in the same plan', () => {
    const lists = {
      apaGroups: [
        { name: 'lan900', mode: 'FEC_AUTO', ports: ['lan1', 'lan2'] },
        { name: 'lan901', mode: 'LACP_AUTO', ports: ['lan3'] },
      ],
    };
    expect(said(planByRules([rule], lists, host({ lan900: { ...LACP, key: 901 } })))).toEqual([]);
  });

  test('goes with a group that is only cleared, because it is no longer declared', () => {
    const changes = { ...host({ lan900: { ...LACP, key: 901 } }), ownedAddresses: ['apaGroup.lan900'] };
    expect(said(planByRules([rule], NEW('LACP_AUTO'), changes))).toEqual([]);
  });

  test('is not left over from before on a group that is new', () => {
    expect(said(planByRules([rule], NEW('LACP_AUTO'), host({ lan901: { key: 7 } })))).toEqual([]);
  });

  test('is its own when the group itself has it', () => {
    expect(said(planByRules([rule], NEW('LACP_AUTO'), host({ lan901: { key: 901 } })))).toEqual([]);
  });
});

describe('a port that is set up for another aggregate', () => {
  const port = (mode: string | null, key: number | null, groupCapability: number | null) => ({
    mode,
    key,
    groupCapability,
  });

  test('is warned of', () => {
    expect(said(planByRules([rule], NEW('LACP_AUTO'), host({}, { lan3: port('LACP_AUTO', 905, 5) })))).toEqual([
      warningDiagnostic(
        ID,
        'lan3 is set up as a port of key 905 and would get 901',
        `Somebody may want it in another aggregate: ports have the number of theirs (${GUIDE}). Make sure that lan3 belongs to lan901.`,
        'apaGroup.lan901',
      ),
    ]);
    expect(said(planByRules([rule], NEW('FEC_AUTO'), host({}, { lan3: port('FEC_AUTO', 905, 5) })))[0]?.summary).toBe(
      'lan3 is set up as a port of group capability 5 and would get 901',
    );
  });

  test.each([
    ['the number it is to get', port('LACP_AUTO', 901, 5)],
    ['no number', port('LACP_AUTO', null, 5)],
    ['another mode', port('MANUAL', 905, 5)],
    ['no mode', port(null, 905, 5)],
  ])('%s is no matter', (_what, apaPort) => {
    expect(said(planByRules([rule], NEW('LACP_AUTO'), host({}, { lan3: apaPort })))).toEqual([]);
  });

  test('and moves from there is no matter: the plan says so itself', () => {
    const lists = {
      apaGroups: [
        { name: 'lan900', ports: ['lan1'] },
        { name: 'lan901', mode: 'LACP_AUTO', ports: ['lan2'] },
      ],
    };
    const moving = host({ lan900: { ...LACP, key: 900 } }, { lan2: port('LACP_AUTO', 900, 5) });
    expect(said(planByRules([rule], lists, moving))).toEqual([]);
  });
});

test('a port that the host does not have has no settings', () => {
  const lists = { apaGroups: [{ name: 'lan901', mode: 'LACP_AUTO', ports: ['lan77'] }] };
  expect(said(planByRules([rule], lists)).map(({ code }) => code)).toEqual(['interface-not-found']);
});

test('MANUAL aggregates and failover groups have no key', () => {
  const ports = { lan3: { mode: 'MANUAL', key: 5, groupCapability: 5 } };
  for (const mode of ['MANUAL', 'LAN_MONITOR']) {
    const lists = { apaGroups: [{ name: 'lan901', mode, ports: ['lan0', 'lan3'] }] };
    expect(said(planByRules([rule], lists, host({ lan900: { ...FEC, groupCapability: 901 } }, ports)))).toEqual([]);
  }
});
