import { projection, type Clause, type Projection } from '../clause';
import {
  actionAt,
  followGroup,
  followVswitch,
  groupAtStart,
  isBehind,
  isRunning,
  places,
  vswitchAtStart,
  type Staleness,
} from '../follow';
import type { CheckedStep, Situation } from '../situation';

/**
 * A vswitch that goes on with the offload settings its NIC had when it booted: not at the end of the plan, and not when
 * a VLAN is enabled on it.
 */
export const vswitchKeepsOldSettings: Clause = {
  id: 'vswitch-keeps-old-settings',
  source: 'vPars and Integrity VM V6.3 Administrator Guide, 8.2.1.8, p. 118',
  projections: (situation) =>
    [...situation.uplinksOf].flatMap(([vswitch, uplinks]) => {
      const nics = new Set([...uplinks].flatMap((uplink) => situation.nicsBehind(uplink)));
      return [...nics].flatMap((nic) => {
        const offloads = situation.offloadSteps.get(nic);
        if (offloads === undefined) return [];
        const enabling = [...uplinks].flatMap((uplink) => enablingSteps(situation, vswitch, uplink));
        return [
          follow(situation, vswitch, { nic, offloads }, undefined),
          ...enabling.map((step) => follow(situation, vswitch, { nic, offloads }, step)),
        ];
      });
    }),
};

/** Steps that enable a VLAN beneath or on the vswitch. */
function enablingSteps(situation: Situation, vswitch: string, uplink: string): readonly CheckedStep[] {
  const onPorts = (situation.portVlanSteps.get(vswitch) ?? []).filter(
    ({ action }) => action.kind === 'set-port-vlan' && action.id !== null,
  );
  const onUplink = situation.steps.filter(({ action }) => action.kind === 'create-vlan' && action.uplink === uplink);
  return [...onPorts, ...onUplink];
}

function follow(
  situation: Situation,
  vswitch: string,
  { nic, offloads }: { readonly nic: string; readonly offloads: readonly CheckedStep[] },
  enabling: CheckedStep | undefined,
): Projection {
  const changes = new Set(offloads.map(({ place }) => place));
  return projection<Staleness & { readonly group: string | null }>({
    about: `${vswitch}, ${nic}`,
    steps: places(
      offloads,
      situation.memberSteps.get(nic),
      situation.vswitchSteps.get(vswitch),
      enabling === undefined ? [] : [enabling],
    ),
    start: { isStale: false, group: groupAtStart(situation, nic), ...vswitchAtStart(situation, vswitch) },
    next: ({ isStale, group, ...state }, step) => {
      if (step === enabling?.place) {
        if (!isStale || !enables(situation, enabling, state.uplink)) return { isStale, group, ...state };
        return { harm: `a VLAN is enabled while ${vswitch} still handles packets as ${nic} did before` };
      }
      const action = actionAt(situation, step);
      const after = followVswitch(state, action, vswitch);
      const begins = changes.has(step) && isRunning(state.power) && isBehind(state.uplink, nic, group);
      const isRestarted = 'vswitch' in action;
      return { isStale: (isStale || begins) && !isRestarted, group: followGroup(group, action, nic), ...after };
    },
    ...(enabling === undefined
      ? {
          end: ({ isStale }) =>
            isStale ? `${vswitch} still handles packets as ${nic} did before its offload settings changed` : undefined,
        }
      : {}),
  });
}

function enables(situation: Situation, step: CheckedStep, uplink: string | null): boolean {
  return step.action.kind !== 'create-vlan' || step.action.uplink === uplink;
}
