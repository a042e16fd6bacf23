import type { HostConnection } from '../model/desired-host';
import { warningDiagnostic, type Diagnostic } from '../model/diagnostic';

/** What everybody who reads the plan should know about how its host is reached. */
export function connectionWarnings(host: string, connection: HostConnection | undefined): readonly Diagnostic[] {
  if (connection?.legacyAlgorithms !== true) return [];
  return [
    warningDiagnostic(
      'legacy-algorithms',
      `${host} is reached with SSH algorithms that are not safe any more (connection.legacyAlgorithms)`,
      'SHA-1 host-key signatures, group1 key exchange and CBC ciphers are offered to this host, and to no other. ' +
        'Somebody on the way may be able to read or change what is sent. Update HP-UX Secure Shell to A.07 or later on the host, then leave the option out.',
    ),
  ];
}
