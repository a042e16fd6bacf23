import { printableText } from '../review/printable-text';
import type { CliContext } from './context';

/**
 * The same context for one host of several that are worked on at once: each line that it notes is whole and begins with the name of
 * the host, so that the lines of several may alternate.
 */
export function notesOfHost(context: CliContext, host: string): CliContext {
  const prefix = `${printableText(host)} | `;
  const { noteStyle } = context;
  return {
    ...context,
    isWatched: false,
    noteStyle: { ...noteStyle, widthColumns: Math.max(40, noteStyle.widthColumns - prefix.length) },
    note: (text) => {
      const lines = text.split('\n').filter((line) => line !== '');
      context.note(lines.map((line) => `${prefix}${line}\n`).join(''));
    },
  };
}
