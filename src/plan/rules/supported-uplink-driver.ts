import type { ObservedLanInterface } from '../../model/observed-host';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { VswitchName } from '../../model/names';
import { ICA_42, RELEASE_NOTES_42 } from '../documents';
import { isReleaseAtLeast } from '../integrity-vm-release';
import type { Operation } from '../operation';
import {
  listedNics,
  nicsBehindAfter,
  nicsBehindNow,
  uplinkOf,
  vswitchesAfter,
  wasUp,
  type PlanningContext,
} from '../planning-context';
import type { SafetyRule } from '../safety-rule';

const GELAN = 'gelan';
const UNRELIABLE_CARD = /\bA5506B\b/;

/** A NIC that gets, or goes on with, the traffic of a vswitch because of an operation. */
interface Use {
  readonly nic: ObservedLanInterface;
  readonly vswitch: string;
  readonly address: string;
  /** False when the vswitch runs on the NIC already and is only restarted. */
  readonly isNew: boolean;
  /** True when the operation attaches an accelerated guest NIC. */
  readonly isAccelerated: boolean;
}

/** Not every card may carry the traffic of guests. */
export const supportedUplinkDriver: SafetyRule = {
  id: 'supported-uplink-driver',
  title: 'Put vswitches on NICs whose card and driver Integrity VM supports',
  why: 'Integrity VM 4.1 and later do not support gelan cards, host-to-guest connections over an A5506B card are unreliable, and AVIO works only over some drivers.',
  citations: [
    { document: RELEASE_NOTES_42, section: '7.2.9-7.2.10', page: 71 },
    { document: ICA_42, page: 20 },
  ],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => {
    const uses = distinctUses(operations.flatMap((operation) => usesOf(operation, context)));
    const shown = shownDrivers(context);
    return uses.flatMap((use) => [...gelan(use, context), ...unreliableCard(use), ...untriedDriver(use, shown)]);
  },
  // The quick-start host has neither card, and no command puts one in.
  examples: { unsafe: [], safe: [] },
};

function usesOf({ effect, address }: Operation, context: PlanningContext): readonly Use[] {
  const on = (vswitch: VswitchName, rest: Pick<Use, 'isNew' | 'isAccelerated' | 'address'>): readonly Use[] =>
    uplinkOf(vswitch, context)
      .flatMap((uplink) => listedNics(nicsBehindAfter(uplink, context), context))
      .map((nic) => ({ nic, vswitch, ...rest }));
  switch (effect.type) {
    case 'vswitch-create':
      return on(effect.vswitch, { isNew: true, isAccelerated: false, address });
    case 'vswitch-boot':
      return on(effect.vswitch, { isNew: !wasUp(effect.vswitch, context), isAccelerated: false, address });
    case 'apa-join':
      return vswitchesAfter(effect.group, context)
        .flatMap(({ name }) => on(name, { isNew: true, isAccelerated: false, address: `vswitch.${name}` }))
        .filter(({ nic }) => effect.ports.includes(nic.name));
    case 'guest-nic-add':
      return on(effect.vswitch, { isNew: true, isAccelerated: effect.adapter === 'avio_lan', address });
    case 'guest-nic-change': {
      const isNew = !staysOnUplink(effect, context);
      return on(effect.vswitch, { isNew, isAccelerated: isNew && effect.adapter === 'avio_lan', address });
    }
    default:
      return [];
  }
}

/** Only the port changes: over the uplink the guest NIC goes as before. */
function staysOnUplink(
  { from, vswitch, changesAdapter }: Extract<Operation['effect'], { type: 'guest-nic-change' }>,
  { vswitches }: PlanningContext,
): boolean {
  const transition = vswitches.get(vswitch);
  return from === vswitch && !changesAdapter && transition?.uplinkBefore === transition?.uplinkAfter;
}

/** One use of a NIC by a vswitch or guest NIC; a new one outweighs a restart. */
function distinctUses(uses: readonly Use[]): readonly Use[] {
  const distinct = new Map<string, Use>();
  for (const use of uses) {
    const key = `${use.address} ${use.vswitch} ${use.nic.name}`;
    if (distinct.get(key)?.isNew !== true) distinct.set(key, use);
  }
  return [...distinct.values()];
}

/** Refused where it is put to use; a vswitch that runs on such a card already may be restarted, with a warning. */
function gelan({ nic, vswitch, address, isNew }: Use, context: PlanningContext): readonly Diagnostic[] {
  if (nic.driver !== GELAN) return [];
  const release = context.observed.platform.integrityVmVersion;
  const isKnown = isReleaseAtLeast(release, 0, 0);
  if (isKnown && !isReleaseAtLeast(release, 4, 1)) return [];
  const build = isKnown && isNew ? errorDiagnostic : warningDiagnostic;
  return [
    build(
      'supported-uplink-driver',
      `vswitch ${vswitch} would use ${nic.name}, a NIC of the ${GELAN} driver`,
      `Integrity VM 4.1 and later do not support that driver (Integrity VM 4.2 Release Notes, 7.2.10, p. 71; this host has ${release ?? 'an unknown release'}). ` +
        `Put ${vswitch} on another NIC.`,
      address,
    ),
  ];
}

function unreliableCard({ nic, vswitch, address, isNew }: Use): readonly Diagnostic[] {
  if (!isNew || !UNRELIABLE_CARD.test(String(nic.description))) return [];
  return [
    warningDiagnostic(
      'supported-uplink-driver',
      `vswitch ${vswitch} would use ${nic.name}, a port of an A5506B card (${String(nic.description)})`,
      'HP advises against that card for guests: connections between host and guest may be unreliable over it ' +
        `(Integrity VM 4.2 Release Notes, 7.2.9, p. 71). Put ${vswitch} on another NIC.`,
      address,
    ),
  ];
}

/**
 * HP lists the NICs that AVIO works over in the release notes of each version, which are not at hand. A driver that a running
 * guest of this very host uses for AVIO has shown that it is one of them; about any other one a person has to look.
 */
function untriedDriver(
  { nic, vswitch, address, isAccelerated }: Use,
  shown: ReadonlySet<string>,
): readonly Diagnostic[] {
  if (!isAccelerated || nic.driver === GELAN || shown.has(nic.driver)) return [];
  return [
    warningDiagnostic(
      'supported-uplink-driver',
      `no running guest of this host uses AVIO over the driver ${nic.driver} yet (${nic.name}, beneath vswitch ${vswitch})`,
      'AVIO needs a NIC that the release notes of the installed Integrity VM list as supported (ICA 4.2, p. 20). ' +
        `Look ${nic.driver} up there, or set adapter "lan".`,
      address,
    ),
  ];
}

function shownDrivers(context: PlanningContext): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const { guest, adapter, vswitch } of context.observed.guestNics) {
    if (adapter !== 'avio_lan' || context.index.guest.get(guest)?.state !== 'on') continue;
    const transition = context.vswitches.get(vswitch);
    if (transition?.isUpBefore !== true || transition.uplinkBefore === null) continue;
    for (const { driver } of listedNics(nicsBehindNow(transition.uplinkBefore, context), context)) shown.add(driver);
  }
  return shown;
}
