import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';

/** Unknown is not absent: a managed value that could not be read stops planning for it. */
export function unknownState(address: string, what: string, why: string | undefined): Diagnostic {
  return errorDiagnostic(
    'unknown-state',
    `${what} of ${address} could not be read`,
    `${why ?? 'The host did not report it.'}\nNothing is planned on a guess. Make the value readable on the host, or leave it out of the desired state.`,
    address,
  );
}
