import type { HostDrift } from '../fleet/sweep';
import { errorDiagnostic } from '../model/diagnostic';
import { bugText } from './bug-text';
import type { CliContext } from './context';

/** Faults of our own at single hosts of a sweep. */
export interface HostFaults {
  /** What becomes of the host: a failure, as of one that could not be read. */
  onFault(host: string, error: unknown): HostDrift;
  /** Tells of the first fault as of any other, once: what goes wrong at a thousand hosts is seldom a thousand faults. */
  tell(): void;
}

/** Keeps the faults of a sweep until its end. */
export function hostFaults(context: Pick<CliContext, 'note' | 'environment'>): HostFaults {
  const errors: unknown[] = [];
  return {
    onFault: (host, error) => {
      errors.push(error);
      const message = error instanceof Error ? error.message : String(error);
      const why = errorDiagnostic(
        'internal-error',
        `hpvmctl itself failed at ${host}: ${message}`,
        'The host was not compared; the others are.',
        host,
      );
      return { host, exitCode: 1, report: null, diagnostics: [why] };
    },
    tell: () => {
      if (errors.length > 0) context.note(bugText(errors[0], context.environment['HPVMCTL_DEBUG'] !== undefined));
    },
  };
}
