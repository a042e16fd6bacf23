import { optionValue, parseOptions } from '../command-arguments';
import type { CommandContext, CommandEnd } from '../command-context';
import { rcValue } from '../rc-file';
import { readSavedFile } from '../saved-files/saved-files';
import { UNVERIFIED } from '../unverified-text';

/**
 * ch_rc(1M): `-a -p NAME=value file` adds or changes, `-r -p NAME file` removes, `-l -p NAME file` lists. A name is a
 * literal string, `X[0]` has nothing to do with `X[1]`. Exit: 1 usage, 2 no access, 5 no file given for an addition.
 */
export function chRc(context: CommandContext): CommandEnd {
  const spec = {
    '-a': 'none',
    '-r': 'none',
    '-l': 'none',
    '-v': 'none',
    '-A': 'none',
    '-R': 'required',
    '-p': 'required',
  } as const;
  const options = parseOptions(context.args, spec);
  const actions = (['-a', '-r', '-l'] as const).filter((flag) => options.flags.has(flag));
  const [action] = actions;
  if (
    options.unknown !== null ||
    actions.length !== 1 ||
    action === undefined ||
    optionValue(options, '-p') === undefined
  ) {
    context.err(UNVERIFIED.usage(context.name));
    return 1;
  }
  const { host } = context;
  const named = options.operands;
  const missing = named.find((path) => host.files[path] === undefined);
  if (missing !== undefined) {
    context.err(UNVERIFIED.fileNotFound(missing));
    return 2;
  }
  const paths = named.length > 0 ? named : Object.keys(host.files);
  for (const parameter of options.values.get('-p') ?? []) {
    const [name = '', ...rest] = parameter.split('=');
    const holders = paths.filter((path) => rcValue(host.files[path] ?? '', name) !== undefined);
    if (action === '-l') {
      for (const path of holders) context.out(rcValue(host.files[path] ?? '', name) ?? '');
      continue;
    }
    if (action === '-a' && holders.length === 0 && named.length === 0) return 5;
    const targets = action === '-a' && holders.length === 0 ? named : holders;
    const line = action === '-a' ? `${name}=${rest.join('=')}` : null;
    for (const path of targets) {
      host.files[path] = withLine(host.files[path] ?? '', name, line);
      host.saved = readSavedFile(host.saved, path, host.files) as typeof host.saved;
    }
  }
  return 0;
}

function withLine(text: string, name: string, line: string | null): string {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const isSet = lines.some((each) => each.startsWith(`${name}=`));
  const changed = lines.flatMap((each) => (each.startsWith(`${name}=`) ? (line ?? []) : each));
  if (!isSet && line !== null) changed.push(line);
  return changed.map((each) => `${each}\n`).join('');
}
