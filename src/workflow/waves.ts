import { errorDiagnostic } from '../model/diagnostic';
import { fitsPattern } from '../model/fits-pattern';
import { failure, success, type Result } from '../model/result';
import { hostsOfShare, type HostShare } from './host-share';

/**
 * How hosts are put into waves: by `sizes`, of which the last repeats until no host is left, or by `names`, each wave a list of host
 * names in which `*` stands for any text.
 */
export type WaveRule =
  | { readonly kind: 'sizes'; readonly sizes: readonly HostShare[] }
  | { readonly kind: 'names'; readonly waves: readonly (readonly string[])[] };

/**
 * Puts the hosts that are to be changed into waves, in their order; waves without a host are left out. Parts are parts of these hosts: those with nothing
 * to do do not count, or a first wave of one host could try nothing.
 *
 * By names each host comes into the first wave that names it. Fails where a host that is to be changed is in none, and where a name fits
 * none of `known` (all hosts of the command): a misspelt first wave would put its hosts into the last.
 */
export function wavesOf(
  rule: WaveRule,
  hosts: readonly string[],
  known: readonly string[],
): Result<readonly (readonly string[])[]> {
  return rule.kind === 'sizes' ? success(bySizes(rule.sizes, hosts)) : byNames(rule.waves, hosts, known);
}

function bySizes(sizes: readonly HostShare[], hosts: readonly string[]): readonly (readonly string[])[] {
  const waves: (readonly string[])[] = [];
  let begun = 0;
  while (begun < hosts.length) {
    const size = sizes[Math.min(waves.length, sizes.length - 1)];
    const next = begun + (size === undefined ? hosts.length : hostsOfShare(size, hosts.length));
    waves.push(hosts.slice(begun, next));
    begun = next;
  }
  return waves;
}

function byNames(
  named: readonly (readonly string[])[],
  hosts: readonly string[],
  known: readonly string[],
): Result<readonly (readonly string[])[]> {
  const waves = named.map((names) => ({ names: names.map(fits), hosts: [] as string[] }));
  const left = hosts.filter((host) => {
    const wave = waves.find(({ names }) => names.some((fit) => fit(host)));
    wave?.hosts.push(host);
    return wave === undefined;
  });
  const idle = named.flat().filter((name) => !known.some(fits(name)));
  const problems = [
    ...(idle.length === 0
      ? []
      : [
          errorDiagnostic(
            'wave-names-no-host',
            `--waves names hosts that are not there: ${idle.join(', ')}`,
            `The hosts are: ${known.join(', ')}. Nothing was changed. Correct --waves.`,
          ),
        ]),
    ...(left.length === 0
      ? []
      : [
          errorDiagnostic(
            'host-in-no-wave',
            `--waves leaves out ${left.join(', ')}`,
            'Nothing was changed. Name every host, or let the last wave be * for all the others; with --host only some hosts are taken.',
          ),
        ]),
  ];
  if (problems.length > 0) return failure(...problems);
  return success(waves.map((wave) => wave.hosts).filter((wave) => wave.length > 0));
}

/** Whether a host has this name, in which `*` stands for any text. Upper and lower case are the same, as in names of hosts. */
function fits(name: string): (host: string) => boolean {
  const pattern = name.toLowerCase();
  return (host) => fitsPattern(pattern, host.toLowerCase());
}
