import { setTimeout } from 'node:timers/promises';
import type { Memo } from '../transport/memo';
import type { Ports } from '../workflow/ports';
import type { ConnectionOptions } from './command-options';
import type { CliContext } from './context';
import { nodeFiles } from './node-files';
import { sshConnector } from './ssh-connector';

/** The world as the command line gives it to a workflow: SSH, files, clock and chance. */
export function portsOf(context: CliContext, options: ConnectionOptions, memo?: Memo): Ports {
  return {
    hosts: sshConnector(context, options, memo),
    files: nodeFiles(context.workingFolder),
    surroundings: {
      now: () => context.now(),
      randomToken: () => context.randomToken(),
      pause: (durationMs) => setTimeout(durationMs),
    },
  };
}
