import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { TransportError } from '../transport/transport-error';

/**
 * Turns a failure to reach a host into a diagnostic; its code is `transport-` and the phase that failed.
 * Anything else is a bug and is thrown on.
 */
export function transportDiagnostic(error: unknown, host: string): Diagnostic {
  if (!(error instanceof TransportError)) throw error;
  const [summary = '', ...detail] = error.message.split('\n');
  return errorDiagnostic(
    `transport-${error.details.phase}`,
    summary.replace(/\.$/, ''),
    detail.join('\n') || `Tried ${error.details.endpoint} for host ${host}.`,
    host,
  );
}
