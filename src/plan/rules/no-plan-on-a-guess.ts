import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { Operation, OperationEffect } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** What an operation must know about the host, besides the resource it changes. */
interface Need {
  readonly subjects: readonly string[];
  readonly what: string;
  readonly severity: 'error' | 'warning';
}

/** Unknown is not absent: what could not be read is never taken for nothing. */
export const noPlanOnAGuess: SafetyRule = {
  id: 'no-plan-on-a-guess',
  title: 'Refuse a step whose safety depends on something that could not be read',
  why: 'An address, a port VLAN or a guest that was not seen would be lost or cut off without anybody having been told.',
  citations: [{ document: 'This project, docs/decisions/0010-unknown-is-not-absent.md' }],
  severity: 'error',
  basis: 'recalled',
  forbids: (operations, context) => {
    if (context.observed.coverage.length === 0) return [];
    return operations.flatMap((operation) =>
      needsOf(operation.effect, context).flatMap((need) => unmet(need, operation, context)),
    );
  },
  examples: { unsafe: [], safe: [] },
};

function needsOf(effect: OperationEffect, context: PlanningContext): readonly Need[] {
  const vswitches: Need = {
    subjects: ['vswitches'],
    what: 'which vswitches are on these interfaces',
    severity: 'error',
  };
  const addresses: Need = {
    subjects: ['addresses', 'netconf'],
    what: 'which addresses the VM host has on these interfaces',
    severity: 'error',
  };
  const ipv6: Need = {
    subjects: ['ipv6Interfaces'],
    what: 'whether these interfaces are plumbed for IPv6',
    severity: 'error',
  };
  switch (effect.type) {
    case 'nic-checksum-offload':
    case 'nic-segmentation-offload':
      return [vswitches, addresses];
    case 'host-vlan-delete':
      return [vswitches, ipv6];
    case 'host-vlan-create':
    case 'apa-remove-port':
    case 'apa-prepare':
    case 'address-add':
    case 'address-remove':
      return [vswitches];
    case 'apa-clear':
    case 'apa-join':
      return [vswitches, addresses, ipv6];
    case 'guest-nic-add':
    case 'guest-nic-change':
      return [
        {
          subjects: [`vswitch.${effect.vswitch}`],
          what: `which ports of ${effect.vswitch} are free`,
          severity: 'error',
        },
      ];
    case 'vswitch-delete':
      return [
        { subjects: [`vswitch.${effect.vswitch}`], what: `which port VLANs ${effect.vswitch} has`, severity: 'error' },
        { subjects: guestSubjects(context), what: `which guests use ${effect.vswitch}`, severity: 'error' },
      ];
    case 'vswitch-halt':
      return [
        {
          subjects: guestSubjects(context),
          what: `which guests are interrupted by halting ${effect.vswitch}`,
          severity: 'warning',
        },
      ];
    case 'vswitch-boot':
      return [
        {
          subjects: ['promiscuousPrograms'],
          what: `whether a program captures on the NIC of ${effect.vswitch}`,
          severity: 'warning',
        },
      ];
    default:
      return [];
  }
}

function guestSubjects(context: PlanningContext): readonly string[] {
  return ['guests', 'guestNics', ...context.observed.guests.map((guest) => `guest.${guest.name}`)];
}

function unmet(need: Need, operation: Operation, context: PlanningContext): readonly Diagnostic[] {
  const subjects = new Set(need.subjects);
  const gap = context.observed.coverage.find((each) => subjects.has(each.subject));
  if (gap === undefined) return [];
  const summary = `it could not be read ${need.what}`;
  const detail = `Needed for: ${operation.title}.\n${gap.probe}: ${gap.reason}\nMake it readable on the host, and plan again.`;
  const build = need.severity === 'error' ? errorDiagnostic : warningDiagnostic;
  return [build('unknown-state', summary, detail, operation.address)];
}
