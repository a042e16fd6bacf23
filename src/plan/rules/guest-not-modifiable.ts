import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { ICA_42, ICA_43, RELEASE_NOTES_42 } from '../documents';
import { isReleaseAtLeast } from '../integrity-vm-release';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/**
 * A guest that was migrated away is configured here still, but lives elsewhere. Its NICs are refused; VLANs of its vswitch ports
 * are not, because a host that a guest may come back to has to have them.
 */
export const guestNotModifiable: SafetyRule = {
  id: 'guest-not-modifiable',
  title: 'Change the NICs of a guest on the host where it lives',
  why: 'What is changed on a host that the guest was migrated away from is lost when it comes back, if the command is not refused at once.',
  citations: [
    { document: ICA_42, section: '9.1.2', page: 142 },
    { document: ICA_43, section: '8.2.3', page: 147 },
    { document: RELEASE_NOTES_42, section: '9.2.3', page: 84 },
  ],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => operations.flatMap((operation) => judge(operation, context)),
  examples: {
    unsafe: [
      {
        title: 'a NIC is added to a guest that is not registered on this host',
        given: ['/opt/hpvm/bin/hpvmmodify -P test01 -x register_status=disabled'],
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0:portid:2'],
      },
    ],
    safe: [
      {
        title: 'the guest is registered on this host',
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0:portid:2'],
      },
    ],
  },
};

function judge({ effect, address }: Operation, context: PlanningContext): readonly Diagnostic[] {
  if (effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change' && effect.type !== 'guest-nic-remove')
    return [];
  const isModifiable = context.index.guest.get(effect.guest)?.isModifiable ?? null;
  const release = context.observed.platform.integrityVmVersion;
  if (isModifiable === false) return [refusal(effect.guest, address)];
  return isModifiable === null && isReleaseAtLeast(release, 4, 2) ? [doubt(effect.guest)] : [];
}

function refusal(guest: string, address: string): Diagnostic {
  return errorDiagnostic(
    'guest-not-modifiable',
    `guest ${guest} cannot be modified on this host (modify_status=disabled)`,
    'After a migration a guest lives on another host, and what is changed here is lost when it comes back (ICA 4.3, 8.2.3, p. 147).\n' +
      `Find the host where ${guest} runs and change it there. Only if it is on no other host, register it here again: ` +
      `hpvmmodify -P ${guest} -x register_status=enabled (ICA 4.2, 9.1.2, p. 142).`,
    address,
  );
}

/** Releases before 4.2 are not documented to list it, so that nothing is missing there. */
function doubt(guest: string): Diagnostic {
  return warningDiagnostic(
    'guest-not-modifiable',
    `it could not be read whether guest ${guest} may be modified on this host`,
    `Integrity VM 4.2 and later list modify_status (ICA 4.2, 9.1.2, p. 142), but hpvmstatus -P ${guest} -V did not show it in a known way.\n` +
      `Make sure that ${guest} was not migrated to another host.`,
  );
}
