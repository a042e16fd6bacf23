import type { Random } from '../../scripts/evidence/random';
import type { DesiredGuestNic, DesiredHost } from '../../src/model/desired-host';
import type { Plan } from '../../src/plan/plan-document';
import { carryOut } from '../simulation/carry-out';
import { observeSimulated } from '../simulation/observe-simulated';
import type { GeneratedHost } from './arbitrary-world';
import { planOf } from './run-imported';

/** A host behind a plan with steps of recalled form, which somebody accepted. */
export interface BehindRecalled {
  readonly host: GeneratedHost;
  /** What the plan was made for. */
  readonly desired: DesiredHost;
  readonly plan: Plan;
  /** The same without acceptance. */
  readonly refused: Plan;
}

/** Kinds of operation whose commands no document that could be read shows. */
export const RECALLED_OPERATIONS = ['vswitch-delete', 'guest-nic-remove', 'port-vlan-clear'] as const;

/** Which of them a step is; undefined: its form is known. */
export function recalledOperation({ command, confidence }: Plan['steps'][number]): string | undefined {
  if (confidence !== 'recalled') return undefined;
  const words = command.join(' ');
  if (/hpvmnet .*-d\b/.test(words)) return 'vswitch-delete';
  if (/hpvmmodify .*-d\b/.test(words)) return 'guest-nic-remove';
  return words.endsWith(':vlanid:none') ? 'port-vlan-clear' : 'other';
}

/**
 * Takes what its owner may take away out of a document, and has the plan carried out: VLANs of ports, guest NICs, vswitches with their NICs. Undefined
 * where nothing can be taken away, as a rule of safety forbids it or nothing is ours.
 */
export async function behindRecalled(
  { observed, simulated }: GeneratedHost,
  document: DesiredHost,
  random: Random,
): Promise<BehindRecalled | undefined> {
  let desired = document;
  let plan: Plan | undefined;
  for (const less of random.shuffled(removals(document, new Set(observed.ownedAddresses))).slice(0, 3)) {
    const wanted = less(desired);
    const tried = planOf(wanted, observed, true);
    if (tried.status !== 'ready' || !tried.steps.some((step) => recalledOperation(step) !== undefined)) continue;
    [desired, plan] = [wanted, tried];
  }
  if (plan === undefined) return undefined;
  const { failures, owned } = await carryOut(plan, simulated, observed.ownedAddresses);
  if (failures.length > 0) throw new Error(`a step failed: ${failures.join()}`);
  const after = { ...(await observeSimulated(simulated, owned)), host: observed.host };
  return { host: { observed: after, simulated }, desired, plan, refused: planOf(desired, observed, false) };
}

type Removal = (desired: DesiredHost) => DesiredHost;

function removals({ guestNics = [], vswitches = [] }: DesiredHost, owned: ReadonlySet<string>): readonly Removal[] {
  const idOf = ({ guest, slot }: DesiredGuestNic): string => `${guest}:${slot}`;
  const isOurs = (nic: DesiredGuestNic): boolean => owned.has(`guestNic.${idOf(nic)}`);
  const tagged = guestNics.filter(({ vlanId }) => typeof vlanId === 'number');
  const empty = vswitches.filter(
    ({ name }) => owned.has(`vswitch.${name}`) && guestNics.filter(({ vswitch }) => vswitch === name).every(isOurs),
  );
  const withNics = (desired: DesiredHost, nics: readonly DesiredGuestNic[]): DesiredHost => ({
    ...desired,
    guestNics: nics,
  });
  return [
    ...tagged.map(
      (nic): Removal =>
        (desired) =>
          withNics(
            desired,
            (desired.guestNics ?? []).map((each) => (idOf(each) === idOf(nic) ? { ...each, vlanId: null } : each)),
          ),
    ),
    ...guestNics.filter(isOurs).map(
      (nic): Removal =>
        (desired) =>
          withNics(
            desired,
            (desired.guestNics ?? []).filter((each) => idOf(each) !== idOf(nic)),
          ),
    ),
    ...empty.map(({ name }): Removal => (desired) => ({
      ...withNics(
        desired,
        (desired.guestNics ?? []).filter(({ vswitch }) => vswitch !== name),
      ),
      vswitches: (desired.vswitches ?? []).filter((each) => each.name !== name),
    })),
  ];
}
