import { warningDiagnostic } from '../../model/diagnostic';
import { ADMIN_GUIDE_63, APA_GUIDE_2014, VLAN_WHITE_PAPER } from '../documents';
import type { SafetyRule } from '../safety-rule';

/** What the other end of the cable must be configured for, which no command on the host can do. */
export const tellTheSwitch: SafetyRule = {
  id: 'tell-the-switch',
  title: 'Have the physical switch configured for the aggregate mode and the VLANs before the plan runs',
  why: 'An aggregate comes up, and a VLAN reaches beyond the host, only when the switch ports are configured alike.',
  citations: [
    { document: APA_GUIDE_2014, page: 25 },
    { document: ADMIN_GUIDE_63, section: '8.2 (port-based VLANs)', page: 122 },
    { document: VLAN_WHITE_PAPER, section: 'Using HP-UX VLANs with HPVM', page: 17 },
  ],
  severity: 'warning',
  basis: 'recalled',
  forbids: (operations, context) => [
    ...operations.flatMap((operation) => {
      if (operation.effect.type !== 'apa-join' || operation.effect.mode === 'LAN_MONITOR') return [];
      const { group, mode } = operation.effect;
      return [
        warningDiagnostic(
          'tell-the-switch',
          `the switch ports behind ${group} must be configured for ${mode}`,
          'Until both ends agree, the aggregate does not carry traffic, and the interruption lasts longer than the plan says.',
          `apaGroup.${group}`,
        ),
      ];
    }),
    ...operations.flatMap((operation) => {
      const { effect } = operation;
      if (effect.type !== 'port-vlan' || effect.vlanId === null) return [];
      const uplink = context.vswitches.get(effect.vswitch)?.uplinkAfter;
      if (uplink === null || uplink === undefined) return [];
      return [
        warningDiagnostic(
          'tell-the-switch',
          `the switch port behind ${uplink} must carry VLAN ${String(effect.vlanId)} tagged`,
          'A running guest on the port changes its network at that step: outside the host it reaches only what is in the same VLAN there. ' +
            'The guest itself knows nothing of it: frames that it tags are discarded (Planning and Implementing VLANs with HP-UX, p. 17).',
          `vswitch.${effect.vswitch}`,
        ),
      ];
    }),
  ],
  examples: { unsafe: [], safe: [] },
};
