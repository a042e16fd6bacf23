import { displayShellWord } from '../model/shell-word';
import type { TextStyle } from './palette';
import { printableText } from './printable-text';
import { wrapAt } from './wrap-text';

const ABOUT_RUN = ['status', 'resume', 'confirm', 'revert'];
const ON_HOST = [...ABOUT_RUN, 'discover', 'plan', 'apply', 'drift'];

const IN_PROSE = new RegExp(`"(hpvmctl (${ON_HOST.join('|')})\\b[^"]*)"`, 'g');
const ON_A_LINE = new RegExp(`^( +)(hpvmctl (${ON_HOST.join('|')})\\b.*)$`);

/** The same style for a text about one host: the commands that it suggests name that host. */
export function styleAt(style: TextStyle, host: string): TextStyle {
  return { ...style, host };
}

/** Prose whose `"hpvmctl resume"` and the like can be pasted as they stand: with the host, and with what leads to it. */
export function withHostOptions(text: string, style: TextStyle): string {
  return text.replace(IN_PROSE, (_whole, command: string, name: string) => `"${complete(command, name, style)}"`);
}

/** A line that is nothing but a command on a host, likewise; broken before its options where it is too wide. Undefined for any other line. */
export function suggestedCommandLines(line: string, style: TextStyle): readonly string[] | undefined {
  const [, indent = '', command, name = ''] = ON_A_LINE.exec(line) ?? [];
  if (command === undefined) return undefined;
  const parts = complete(command, name, style).split(/ (?=--)/);
  return wrapAt(parts, { widthColumns: style.widthColumns, first: indent, rest: `${indent}  ` }, ' \\');
}

function complete(command: string, name: string, { host, hostPlace, hostOptions }: TextStyle): string {
  const isAboutRun = ABOUT_RUN.includes(name);
  const isNamed = !isAboutRun || host === undefined || command.includes(' --host ');
  const place = isAboutRun ? hostPlace : undefined;
  const words = [command, isNamed ? '' : `--host ${displayShellWord(host)}`, place ?? '', hostOptions ?? ''];
  return printableText(words.filter((word) => word !== '').join(' '));
}
