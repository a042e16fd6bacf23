import { ACCEPT_RECALLED } from '../model/accept-recalled';
import { displayCommand } from '../model/shell-word';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { Operation } from './operation';

/**
 * Destructive operations whose command form no readable document shows: an error until a person accepts them,
 * a warning afterwards. They are named one by one, with what is known about them.
 */
export function recalledDestruction(operations: readonly Operation[], isAccepted: boolean): readonly Diagnostic[] {
  const found = operations.filter((operation) => operation.isDestructive && operation.confidence === 'recalled');
  return found.map((operation) =>
    (isAccepted ? warningDiagnostic : errorDiagnostic)(
      isAccepted ? 'recalled-command-accepted' : 'needs-approval',
      isAccepted
        ? `a removing command of recalled form was accepted: ${operation.title}`
        : `needs approval, because the form of the command is only recalled: ${operation.title}`,
      `${displayCommand(operation.command)}\nSource: ${operation.source}.` + (isAccepted ? '' : `\n${ACCEPT_RECALLED}`),
      operation.address,
    ),
  );
}
