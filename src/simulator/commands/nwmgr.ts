import { hasOption, optionValue, parseOptions, type OptionKind, type ParsedOptions } from '../command-arguments';
import type { CommandContext, CommandEnd } from '../command-context';
import { interfaceView } from '../network-view';
import { UNVERIFIED } from '../unverified-text';
import { apaTarget } from './nwmgr-apa';
import { nicTarget } from './nwmgr-nic';
import { printInterfaces } from './nwmgr-table';
import { vlanTarget } from './nwmgr-vlan';
import { refuseUsage } from './refusal';

/** What one nwmgr call asks for, with every spelling of its options folded. */
export interface NwmgrRequest {
  readonly operation: 'get' | 'set' | 'add' | 'delete' | 'reset';
  /** `lan4`; null when no instance was named. */
  readonly instance: string | null;
  /** `-A` attributes in order; `links=1,2` keeps its comma, `vlanid=120,ppa=4` is two. `all` has no value. */
  readonly attributes: ReadonlyMap<string, string | null>;
  readonly isSaved: boolean;
  readonly isFromCurrent: boolean;
  readonly isForced: boolean;
  readonly isScript: boolean;
  readonly isVerbose: boolean;
  readonly isStatistics: boolean;
}

/** errno values nwmgr ends with (nwmgr_apa(1M), September 2010, p. 9 and 11; numbers of HP-UX <errno.h>). */
export const NWMGR_ERRNO = { ENXIO: 6, E2BIG: 7, EBUSY: 16, EINVAL: 22, ERANGE: 34, ENOTSUP: 252 } as const;

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
  if (view === undefined && !isSavedVlan) return fail(context, request, 'ENXIO');
  if (view?.subsystem === 'hp_apa') return apaTarget(context, request);
  return view === undefined || view.subsystem === 'vlan'
    ? vlanTarget(context, request)
    : nicTarget(context, request, view);
}

/** Ends a call with an errno, the only part of a failure that is documented. */
export function fail(context: CommandContext, request: NwmgrRequest, errno: keyof typeof NWMGR_ERRNO): number {
  context.err(UNVERIFIED.nwmgr(request.operation, request.instance ?? 'the subsystem', errno));
  return NWMGR_ERRNO[errno];
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
