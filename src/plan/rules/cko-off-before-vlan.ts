import { RELEASE_NOTES_425 } from '../documents';
import type { OperationLink } from '../operation';
import type { Alternatives, SafetyRule } from '../safety-rule';
import { vlanOffloadFacts, type Fact, type FactKind } from '../vlan-offload-facts';

/** VLAN traffic and checksum offload do not go together on a vswitch uplink. */
export const ckoOffBeforeVlan: SafetyRule = {
  id: 'cko-off-before-vlan',
  title: 'Turn checksum offload off on every NIC behind a VLAN before the VLAN is enabled',
  why: 'With checksum offload on, the VM host and its guests may be unable to talk to each other over the VLAN.',
  citations: [{ document: RELEASE_NOTES_425, section: '7.2.20', page: 75 }],
  severity: 'error',
  basis: 'documented',
  prevents: (operations, context) =>
    vlanOffloadFacts(operations, context).flatMap((facts) => {
      const options = optionsOf(facts);
      return options.length === 0 ? [] : [{ options }];
    }),
  examples: {
    unsafe: [
      {
        title: 'a port of vmlan4 gets a VLAN while lan4 offloads checksums',
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan4 -u portid:2:vlanid:120'],
      },
    ],
    safe: [
      {
        title: 'checksum offload is off and the vswitch restarted first',
        commands: [
          '/usr/sbin/nwmgr -s -f -A vmtu=0 -c lan4',
          '/usr/sbin/nwmgr -s -f -A tx_cko=off -c lan4',
          '/usr/sbin/nwmgr -s -f -A rx_cko=off -c lan4',
          '/opt/hpvm/bin/hpvmnet -S vmlan4 -h',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan4',
          '/opt/hpvm/bin/hpvmnet -S vmlan4 -u portid:2:vlanid:120',
        ],
      },
    ],
  },
};

/** What is ended, and what may begin only afterwards; in a few words that follow "because". */
const WHY: { readonly [Ended in FactKind]: Readonly<Partial<Record<FactKind, string>>> } = {
  offload: {
    vlan: 'host and guests may not reach each other over a VLAN while checksum offload is on',
    vswitch: 'the vswitch comes onto an interface with a VLAN when checksum offload is off there',
    membership: 'a port joins an aggregate that carries a VLAN with checksum offload off already',
    running: 'the vswitch boots over a VLAN when checksum offload is off there',
  },
  vlan: {
    offload: 'checksum offload may come on only when the VLAN is gone',
    vswitch: 'the vswitch comes onto the interface when the VLAN is gone',
    membership: 'a port that offloads checksums joins when the VLAN is gone',
    running: 'the vswitch boots over checksum offload when the VLAN is gone',
  },
  vswitch: {
    offload: 'checksum offload may come on only when the vswitch and its VLANs have left the interface',
    vlan: 'the VLAN is enabled when the vswitch has left the interface',
    membership: 'a port that offloads checksums joins when the vswitch has left the aggregate',
    running: 'the vswitch runs again when it has left the interface where a VLAN and checksum offload meet',
  },
  membership: {
    offload: 'checksum offload may come on only when the NIC has left the aggregate and its VLANs',
    vlan: 'the VLAN is enabled when the NIC that offloads checksums has left the aggregate',
    vswitch: 'the vswitch comes onto the aggregate when the NIC that offloads checksums has left it',
    running: 'the vswitch boots when the NIC that offloads checksums has left the aggregate',
  },
  running: {
    offload: 'checksum offload may come on only when the vswitch with the VLAN is down',
    vlan: 'the VLAN is enabled when the vswitch over checksum offload is down',
    vswitch: 'the vswitch comes onto the interface when it is down',
    membership: 'a port that offloads checksums joins when the vswitch with the VLAN is down',
  },
};

/** HP's own way first: checksum offload goes off before the VLAN is enabled. */
const PREFERRED_ENDS: readonly FactKind[] = ['offload', 'vlan', 'vswitch', 'membership', 'running'];
const PREFERRED_BEGINNINGS: readonly FactKind[] = ['vlan', 'vswitch', 'membership', 'running', 'offload'];

/**
 * Orders of which one is enough: something that is true no longer at the end stops being true before something else,
 * that is true at the end, begins. What is true already and only begins again keeps things apart only where all is true,
 * or where it has ended before something else begins.
 */
function optionsOf(facts: readonly Fact[]): Alternatives['options'] {
  if (facts.some((fact) => !fact.isTrueBefore && fact.begins.length === 0)) return [];
  const ending = inOrder(PREFERRED_ENDS, facts).filter(({ begins }) => begins.length === 0);
  const beginning = inOrder(PREFERRED_BEGINNINGS, facts).filter(({ begins }) => begins.length > 0);
  const beginningAnew = beginning.filter(({ isTrueBefore }) => !isTrueBefore);
  const later = beginningAnew.length > 0 ? beginningAnew : beginning;
  return [
    ...ending.flatMap((end) => end.ends.flatMap((way) => later.map((begin) => linksOf(way, end, begin)))),
    ...beginning.flatMap((pause) =>
      pause.ends.flatMap((halt) =>
        beginningAnew.flatMap((begin) =>
          ending.flatMap((end) => end.ends.map((way) => [...linksOf(halt, pause, begin), ...linksOf(way, end, pause)])),
        ),
      ),
    ),
  ];
}

function inOrder(kinds: readonly FactKind[], facts: readonly Fact[]): readonly Fact[] {
  return kinds.flatMap((kind) => facts.filter((fact) => fact.kind === kind));
}

function linksOf(way: readonly string[], ended: Fact, begin: Fact): readonly OperationLink[] {
  const whose = ended.kind === 'offload' ? ` (${String(ended.nic)})` : '';
  const why = `${WHY[ended.kind][begin.kind] ?? ''}${whose}`;
  return way.flatMap((earlier) => begin.begins.map((later) => ({ earlier, later, why })));
}
