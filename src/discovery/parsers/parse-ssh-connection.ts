import { failure, success, type Result } from '../../model/result';
import { unreadableOutput } from './unreadable-output';

/**
 * Reads `$SSH_CONNECTION`: client address, client port, server address, server port.
 *
 * @returns the server address: the address of the host that our own connection came in on
 * @see ssh(1), ENVIRONMENT
 */
export function parseSshConnection(text: string, variable = '$SSH_CONNECTION'): Result<string> {
  const [, server] = /^[0-9A-Fa-f.:]+(?:%\w+)? \d{1,5} ([0-9A-Fa-f.:]+)(?:%\w+)? \d{1,5}\s*$/.exec(text) ?? [];
  if (server !== undefined) return success(server);
  return failure(unreadableOutput(variable, text, 'client address, client port, server address, server port'));
}
