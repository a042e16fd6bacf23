import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { LOCALNET } from '../../model/names';
import { ADMIN_GUIDE_63 } from '../documents';
import type { Operation } from '../operation';
import type { PlanningContext, VswitchTransition } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

function vswitchOf(operation: Operation): readonly string[] {
  return operation.effect.type === 'port-vlan' ? [operation.effect.vswitch] : [];
}

/** A VLAN that is cleared, or set on a vswitch that goes down for good, comes before the halt; every other after the boot. */
function isSetAfterBoot(operation: Operation, context: PlanningContext): boolean {
  if (operation.effect.type !== 'port-vlan') return false;
  const vswitch = context.vswitches.get(operation.effect.vswitch);
  if (vswitch === undefined || !vswitch.isUpBefore || vswitch.uplinkBefore !== vswitch.uplinkAfter) return true;
  return vswitch.isUpAfter && operation.effect.vlanId !== null;
}

/** Setting a port VLAN is known to work on a vswitch that is up. */
export const portVlanWhileUp: SafetyRule = {
  id: 'port-vlan-while-up',
  title: 'Set the VLAN of a port while its vswitch is up',
  why: 'What hpvmnet -u does on a vswitch that is down is not documented; on one that is up it takes effect at once.',
  citations: [
    { document: 'Field use of hpvmnet -u on Integrity VM 4.x (J. M. Rey, HP-UX blog, 2011)' },
    { document: ADMIN_GUIDE_63, section: '8.2 (create and boot, then port VLANs)', page: 122 },
  ],
  severity: 'error',
  basis: 'observed',
  precedes: [
    {
      earlier: (operation) => (operation.effect.type === 'vswitch-boot' ? [operation.effect.vswitch] : []),
      later: (operation, context) => (isSetAfterBoot(operation, context) ? vswitchOf(operation) : []),
      why: () => 'a port VLAN is known to take effect on a vswitch that is up',
    },
    {
      earlier: (operation, context) => (isSetAfterBoot(operation, context) ? [] : vswitchOf(operation)),
      later: (operation) => (operation.effect.type === 'vswitch-halt' ? [operation.effect.vswitch] : []),
      why: () => 'the port VLAN is set while the vswitch is still up',
    },
  ],
  forbids: (operations, context) =>
    operations.flatMap((operation) => {
      if (operation.effect.type !== 'port-vlan') return [];
      if (operation.effect.vswitch === LOCALNET && operation.effect.vlanId !== null) return [onLocalnet(operation)];
      const vswitch = context.vswitches.get(operation.effect.vswitch);
      if (vswitch === undefined || vswitch.isUpAfter) return [];
      if (vswitch.isUpBefore) return isRecreated(vswitch) ? [noTimeForIt(vswitch, operation)] : [];
      return [
        warningDiagnostic(
          'port-vlan-while-up',
          `the VLAN of a port is set while vswitch ${vswitch.name} is down`,
          'No source says what hpvmnet -u does then. The result is read back after the run.',
          operation.address,
        ),
      ];
    }),
  examples: {
    // Nobody has documented the harm, so there is none to show; only the safe way is known.
    unsafe: [],
    safe: [
      {
        title: 'a port VLAN on a vswitch that is up',
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan0 -u portid:1:vlanid:20'],
      },
    ],
  },
};

function isRecreated(vswitch: VswitchTransition): boolean {
  return vswitch.existsAfter && vswitch.uplinkBefore !== vswitch.uplinkAfter;
}

/** A vswitch that is made anew and left down is never up with its new ports. */
function noTimeForIt({ name }: VswitchTransition, operation: Operation): Diagnostic {
  return errorDiagnostic(
    'port-vlan-while-up',
    `the VLAN of a port would have to be set on ${name}, which is made anew and stays down`,
    `A port VLAN is known to take effect only on a vswitch that is up. Let ${name} be up in this plan, and take it down in a second one.`,
    operation.address,
  );
}

function onLocalnet({ address }: Operation): Diagnostic {
  return errorDiagnostic(
    'port-vlan-while-up',
    'a port of localnet would get a VLAN, and no manual says whether localnet has port VLANs',
    'localnet connects guests of this host and nothing else (HP-UX Handbook 13.00, ch. 18, p. 6). Put the guest NIC on a vswitch of your own, or leave vlanId out.',
    address,
  );
}
