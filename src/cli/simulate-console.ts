import { printableText } from '../review/printable-text';
import type { FaultEffect } from '../simulator/simulated-host-state';
import { CONSOLE_HELP } from './console-help';
import type { ServedHost } from './simulated-server';

const EFFECTS: Readonly<Record<string, FaultEffect>> = {
  hang: { kind: 'hang', isApplied: false },
  fail: { kind: 'exit', status: 1, isApplied: false, stderr: 'simulated failure\n' },
  lie: { kind: 'exit', status: 0, isApplied: false },
  drop: { kind: 'drop', isApplied: true },
};

/** Carries out what a person types at the console of a simulated host; gives what to print. */
export function simulateConsole({ name, host, server }: ServedHost): (line: string) => Promise<string> {
  let faults: readonly string[] = [];
  let count = 0;
  return async (line) => {
    const [, word = '', pattern = ''] = /^\s*(\S*)\s*(.*?)\s*$/.exec(line) ?? [];
    const effect = Object.hasOwn(EFFECTS, word) ? EFFECTS[word] : undefined;
    if (effect !== undefined) {
      if (pattern === '') return `${word} which commands? As in: ${word} hpvmnet -b\n`;
      count += 1;
      const id = `typed-${String(count)}`;
      try {
        host.injectFault({ id, pattern, effect });
      } catch (error) {
        return `${printableText(error instanceof Error ? error.message : String(error))}\n`;
      }
      faults = [...faults, id];
      return `From now on: ${word} ${printableText(pattern)}\n`;
    }
    switch (word) {
      case '':
        return '';
      case 'reboot':
        await server.reboot();
        return `${name} was booted.\n`;
      case 'cut':
        server.cut();
        return 'All connections were cut.\n';
      case 'mend':
        for (const id of faults) host.removeFault(id);
        faults = [];
        return 'All faults are gone.\n';
      case 'help':
        return CONSOLE_HELP;
      default:
        return `There is no ${printableText(word)} here. What there is:\n${CONSOLE_HELP}`;
    }
  };
}
