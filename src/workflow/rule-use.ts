import { isAbout, type IgnoreRule } from '../drift/ignore-rules';
import { warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import { fitsPattern } from '../model/fits-pattern';
import { didYouMean, nearMisses } from './near-misses';

/** Which ignore rules fit anything on the hosts of a sweep. */
export interface RuleUse {
  /** What there is, or should be, on a host that was compared. */
  see(host: string, addresses: readonly string[]): void;
  /**
   * Rules whose address fits nothing on any host that they are about: most likely mistyped. Without the whole fleet only those
   * are judged that name hosts which were all seen.
   */
  idle(isWholeFleet: boolean): readonly Diagnostic[];
}

/** Follows these rules through a sweep. */
export function ruleUse(rules: readonly IgnoreRule[]): RuleUse {
  const unused = new Map<IgnoreRule, Set<string>>(rules.map((rule) => [rule, new Set()]));
  const seen = new Set<string>();
  return {
    see: (host, addresses) => {
      seen.add(host);
      for (const [rule, known] of unused) {
        if (!isAbout(rule, host)) continue;
        if (addresses.some((address) => fitsPattern(rule.address, address))) unused.delete(rule);
        else for (const address of addresses) known.add(address);
      }
    },
    idle: (isWholeFleet) =>
      [...unused].flatMap(([rule, known]) =>
        isWholeFleet || rule.hosts?.every((host) => seen.has(host)) === true ? [idleRule(rule, [...known])] : [],
      ),
  };
}

function idleRule({ address, owner, hosts }: IgnoreRule, known: readonly string[]): Diagnostic {
  const where = hosts === undefined ? 'any host' : hosts.join(', ');
  return warningDiagnostic(
    'ignore-rule-fits-nothing',
    `The rule of ${owner} that ignores ${address} fits nothing on ${where}, and ignores nothing`,
    [...didYouMean(nearMisses(address, known)), 'Correct the rule, or take it out of the file.'].join(' '),
    address,
  );
}
