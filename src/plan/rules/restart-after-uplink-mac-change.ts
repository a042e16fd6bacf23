import type { FieldChange } from '../../diff/change';
import { RESTART_AFTER_UPLINK_CHANGE, staleCaptures } from '../../diff/stale-vswitch';
import { warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { ADMIN_GUIDE_63 } from '../documents';
import type { Operation } from '../operation';
import type { PlanningContext, VswitchTransition } from '../planning-context';
import { restartWindow } from '../restart-window';
import type { SafetyRule } from '../safety-rule';
import { touchedInterfaces, touchedVswitches } from '../touched-objects';

/** A vswitch that is in the way of a plan while it stands on an uplink with other addresses than it captured. */
interface Stale {
  readonly vswitch: VswitchTransition;
  readonly captures: readonly FieldChange[];
}

/** A vswitch goes on with the addresses that its uplink had when it booted. */
export const restartAfterUplinkMacChange: SafetyRule = {
  id: RESTART_AFTER_UPLINK_CHANGE,
  title: 'Restart a vswitch after the MAC or IP address of its uplink changed',
  why: 'The vswitch goes on with the address that the uplink had when it booted, and is out of step with the VM host until it is restarted; guests need no restart.',
  citations: [{ document: ADMIN_GUIDE_63, section: '8.2.1.8', page: 118 }],
  severity: 'warning',
  basis: 'documented',
  supplies: (operations, context) =>
    staleVswitches(context)
      .filter(({ vswitch }) => isOurs(vswitch, operations, context))
      .flatMap(({ vswitch, captures }) =>
        restartWindow(vswitch, {
          rule: RESTART_AFTER_UPLINK_CHANGE,
          why: `${vswitch.name} works with ${addresses(captures, 'before')}, and ${String(vswitch.uplinkBefore)} has ${addresses(captures, 'after')}`,
        }),
      ),
  forbids: (operations, context) => {
    const halted = new Set<string>();
    for (const { effect } of operations) if (effect.type === 'vswitch-halt') halted.add(effect.vswitch);
    const used = new Set<string>(operations.flatMap(({ effect }) => touchedVswitches(effect)));
    return staleVswitches(context)
      .filter(({ vswitch }) => used.has(vswitch.name) && !halted.has(vswitch.name))
      .map(staleWarning);
  },
  examples: {
    unsafe: [
      {
        title: 'the VM host gets another address on lan4 and vmlan4 is not restarted',
        commands: ['/usr/sbin/ifconfig lan4 inet 192.1.2.206 netmask 255.255.255.0 up'],
      },
    ],
    safe: [
      {
        title: 'vmlan4 is restarted afterwards',
        commands: [
          '/usr/sbin/ifconfig lan4 inet 192.1.2.206 netmask 255.255.255.0 up',
          '/opt/hpvm/bin/hpvmnet -S vmlan4 -h',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan4',
        ],
      },
    ],
  },
};

function staleVswitches(context: PlanningContext): readonly Stale[] {
  return [...context.vswitches.values()].flatMap((vswitch) => {
    const current = context.index.vswitch.get(vswitch.name);
    const captures = current === undefined ? [] : staleCaptures(current, context.index);
    return captures.length === 0 ? [] : [{ vswitch, captures }];
  });
}

/**
 * Restarted: what is declared, and what stands on an interface that the plan changes anyway. Others may have made the
 * vswitch that a guest NIC is only attached to; that one is reported.
 */
function isOurs(vswitch: VswitchTransition, operations: readonly Operation[], context: PlanningContext): boolean {
  const isDeclared = context.desired.vswitches?.some((wanted) => wanted.name === vswitch.name) === true;
  const isUplink = (name: string): boolean => name === vswitch.uplinkBefore;
  return isDeclared || operations.some(({ effect }) => touchedInterfaces(effect).some(isUplink));
}

function staleWarning({ vswitch, captures }: Stale): Diagnostic {
  const uplink = String(vswitch.uplinkBefore);
  return warningDiagnostic(
    'stale-vswitch',
    `vswitch ${vswitch.name} works with ${addresses(captures, 'before')}, and its uplink ${uplink} has ${addresses(captures, 'after')}`,
    `The addresses of ${uplink} changed after the vswitch was booted; it must be restarted to follow (vPars and Integrity VM V6.3 Administrator Guide, 8.2.1.8, p. 118). ` +
      `It is not declared, so the plan leaves it alone: declare ${vswitch.name}, or run "hpvmnet -S ${vswitch.name} -h" and "hpvmnet -b -S ${vswitch.name}" when its guests can spare it.`,
    `vswitch.${vswitch.name}`,
  );
}

function addresses(captures: readonly FieldChange[], which: 'before' | 'after'): string {
  return captures
    .map((capture) => {
      const what = capture.path === 'capturedMac' ? 'MAC address' : 'IP address';
      const value = capture[which];
      return typeof value === 'string' ? `${what} ${value}` : `no ${what}`;
    })
    .join(' and ');
}
