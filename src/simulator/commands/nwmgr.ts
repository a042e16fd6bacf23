import { hasOption, optionValue, parseOptions, type OptionKind, type ParsedOptions } from '../command-arguments';
import type { CommandContext, CommandEnd } from '../command-context';
import { interfaceView } from '../network-view';
import { apaTarget } from './nwmgr-apa';
import { nicTarget } from './nwmgr-nic';
import { failNwmgr, type NwmgrRequest } from './nwmgr-request';
import { printInterfaces } from './nwmgr-table';
import { vlanTarget } from './nwmgr-vlan';
import { refuseUsage } from './refusal';

const OPERATIONS = {
  get: ['-g', '--get'],
  set: ['-s', '--set'],
  add: ['-a', '--add'],
  delete: ['-d', '--delete'],
  reset: ['-r', '--reset'],
} as const;

const OPTIONS = Object.fromEntries<OptionKind>([
  ...Object.values(OPERATIONS).flatMap((spellings) => spellings.map((option) => [option, 'none'] as const)),
  ...['-v', '--cu', '--current', '--sa', '--saved', '-f', '--force', '--sc', '--script'].map(
    (option) => [option, 'none'] as const,
  ),
  ...['-c', '--class_instance', '-I', '-S', '--subsystem', '-A', '--attribute', '-q', '--fr', '--from'].map(
    (option) => [option, 'required'] as const,
  ),
  ...['--st', '--stats'].map((option) => [option, 'optional'] as const),
]);

/**
 * nwmgr(1M), HP-UX 11i v3: the grammar `[operation] [target] [qualifiers]` (nwmgr(1M) Feb 2007); `-g` is the default
 * operation. The targets are in one file each: NICs, `-S apa`, `-S vlan`.
 */
export function nwmgr(context: CommandContext): CommandEnd {
  const options = parseOptions(context.args, OPTIONS);
  if (options.unknown !== null || options.operands.length > 0) {
    return refuseUsage(context, options.unknown ?? options.operands[0] ?? null);
  }
  const request = readRequest(options);
  if (request === undefined) return refuseUsage(context, null);
  const subsystem = optionValue(options, '-S', '--subsystem');
  const { instance } = request;
  if (instance === null && subsystem === undefined) {
    if (request.operation !== 'get') return refuseUsage(context, null);
    printInterfaces(context);
    return 0;
  }
  if (subsystem === 'apa') return apaTarget(context, request);
  if (subsystem === 'vlan') return vlanTarget(context, request);
  const view = instance === null ? undefined : interfaceView(context.host, instance);
  const isSavedVlan = context.host.saved.vlans.some(({ name }) => name === instance);
  if (view === undefined && !isSavedVlan) return failNwmgr(context, request, 'ENXIO');
  if (view?.subsystem === 'hp_apa') return apaTarget(context, request);
  return view === undefined || view.subsystem === 'vlan'
    ? vlanTarget(context, request)
    : nicTarget(context, request, view);
}

function readRequest(options: ParsedOptions): NwmgrRequest | undefined {
  const operations = (Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]).filter((operation) =>
    hasOption(options, ...OPERATIONS[operation]),
  );
  if (operations.length > 1) return undefined;
  const number = optionValue(options, '-I');
  const instance = optionValue(options, '-c', '--class_instance') ?? (number === undefined ? null : `lan${number}`);
  const from = optionValue(options, '--fr', '--from');
  if (from !== undefined && !['cu', 'current', 'de', 'default'].includes(from)) return undefined;
  return {
    operation: operations[0] ?? 'get',
    instance,
    attributes: readAttributes([...(options.values.get('-A') ?? []), ...(options.values.get('--attribute') ?? [])]),
    isSaved: hasOption(options, '--sa', '--saved'),
    isFromCurrent: from?.startsWith('cu') === true,
    isForced: hasOption(options, '-f', '--force'),
    isScript: hasOption(options, '--sc', '--script'),
    isVerbose: hasOption(options, '-v'),
    isStatistics: hasOption(options, '--st', '--stats'),
  };
}

function readAttributes(words: readonly string[]): ReadonlyMap<string, string | null> {
  const attributes = new Map<string, string | null>();
  for (const word of words) {
    let last: string | null = null;
    for (const part of word.split(',')) {
      const [name = '', ...rest] = part.split('=');
      if (rest.length > 0) {
        attributes.set(name, rest.join('='));
        last = name;
      } else if (last === 'links') attributes.set(last, `${attributes.get(last) ?? ''},${part}`);
      else attributes.set(name, null);
    }
  }
  return attributes;
}
