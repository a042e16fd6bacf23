import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import { ADMIN_GUIDE_63, ICA_42, RELEASE_NOTES_3, RELEASE_NOTES_42, RELEASE_NOTES_425 } from '../documents';
import type { SafetyRule } from '../safety-rule';
import { standingHarms } from '../standing-harm';
import { touchedObjects } from '../touched-objects';

/** A plan does not build on what is broken already. */
export const unsafeCurrentState: SafetyRule = {
  id: 'unsafe-current-state',
  title: 'Repair what is wrong with a vswitch or guest NIC before working on it',
  why: 'A change on top of a state that HP does not support fails in ways that no order of its steps can prevent.',
  citations: [
    { document: RELEASE_NOTES_425, section: '7.2.20', page: 75 },
    { document: RELEASE_NOTES_42, section: '7.2.18', page: 73 },
    { document: ADMIN_GUIDE_63, page: 122 },
    { document: ICA_42, page: 20 },
    { document: RELEASE_NOTES_3, section: '7.3', page: 43 },
  ],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => {
    const touched = touchedObjects(operations, context);
    return standingHarms(operations, context)
      .filter(({ concerns }) => concerns.some((concern) => touched.has(concern)))
      .map(({ address, what, next, severity }) => {
        const build = severity === 'error' ? errorDiagnostic : warningDiagnostic;
        return build('unsafe-current-state', what, `The plan works on it and does not repair it. ${next}`, address);
      });
  },
  examples: {
    unsafe: [
      {
        title: 'somebody switches checksum offload on under a VLAN',
        given: ['/opt/hpvm/bin/hpvmnet -S vmlan0 -u portid:1:vlanid:20'],
        commands: ['/usr/sbin/nwmgr -s -f -A rx_cko=on -c lan0'],
      },
    ],
    safe: [],
  },
};
