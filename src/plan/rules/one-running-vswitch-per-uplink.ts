import { warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { InterfaceName, VswitchName } from '../../model/names';
import type { Operation } from '../operation';
import { uplinkOf, vswitchesAfter, type PlanningContext, type VswitchTransition } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** No document at hand forbids two, or says what the second boot does, so this orders nothing and refuses nothing. */
export const oneRunningVswitchPerUplink: SafetyRule = {
  id: 'one-running-vswitch-per-uplink',
  title: 'Let one vswitch at a time run on an interface',
  why: 'The boot of a second vswitch on an interface may be refused, and the plan would stop there with guests cut off.',
  citations: [
    {
      document:
        'hpvmnet(1M) as recalled: several vswitches may name one interface, and one of them is booted; published listings show one for each interface',
    },
  ],
  severity: 'warning',
  basis: 'recalled',
  forbids: (operations, context) => {
    const booting = new Set(
      operations.flatMap(({ effect }) => (effect.type === 'vswitch-boot' ? [effect.vswitch] : [])),
    );
    return operations.flatMap((operation) => crowded(operation, booting, context));
  },
  // No published session shows a refusal, so the simulated host has none to show either.
  examples: { unsafe: [], safe: [] },
};

function crowded(
  { effect, address }: Operation,
  booting: ReadonlySet<VswitchName>,
  context: PlanningContext,
): readonly Diagnostic[] {
  if (effect.type !== 'vswitch-boot') return [];
  const { vswitch } = effect;
  return uplinkOf(vswitch, context).flatMap((uplink) => {
    const others = (context.vswitchesOn.get(uplink) ?? []).filter(({ name }) => name !== vswitch);
    const staying = vswitchesAfter(uplink, context).filter((other) => other.name !== vswitch && other.isUpAfter);
    const leaving = wasOn(context.vswitches.get(vswitch), uplink)
      ? []
      : others.filter((other) => wasOn(other, uplink) && !staying.includes(other));
    // Of several that boot there, the first by name tells of all.
    const isToldOf = staying.some(({ name }) => booting.has(name) && name < vswitch);
    return [
      ...about(isToldOf ? [] : staying, (names) =>
        warningDiagnostic(
          'one-running-vswitch-per-uplink',
          `vswitch ${vswitch} boots on ${uplink}, on which ${names} is to be up as well`,
          `${GROUND} Use one vswitch for both, with port VLANs where their networks differ, or another interface for one of them.`,
          address,
        ),
      ),
      ...about(leaving, (names) =>
        warningDiagnostic(
          'one-running-vswitch-per-uplink',
          `vswitch ${vswitch} boots on ${uplink}, and ${names}, which is up on it now, goes down in the same plan`,
          `No order between the two is demanded, so both may be up for a while. ${GROUND} ` +
            `Where the steps boot ${vswitch} first, make two plans instead: one that takes ${names} down, and one that goes on from there.`,
          address,
        ),
      ),
    ];
  });
}

const GROUND =
  'As recalled, several vswitches may be defined on an interface and one of them is booted; every published listing shows one for each interface. The boot may be refused, and the plan would stop there.';

/** A vswitch whose state is not known may be up. */
function wasOn(vswitch: VswitchTransition | undefined, uplink: InterfaceName): boolean {
  return vswitch?.isUpBefore === true && vswitch.uplinkBefore === uplink;
}

function about(others: readonly VswitchTransition[], build: (names: string) => Diagnostic): readonly Diagnostic[] {
  return others.length === 0 ? [] : [build(others.map(({ name }) => name).join(', '))];
}
