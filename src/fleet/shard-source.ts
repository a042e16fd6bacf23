import { errorDiagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import { parseShard, shardText, type Shard } from './shard';

/** A part of the fleet, and who said so. */
export interface FoundShard {
  readonly shard: Shard;
  /** For a reader: `--shard`, or the variables that it was taken from. */
  readonly source: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The part that `--shard` names: `2/8`, or `auto`, which takes it from the engine that runs this process. The environment counts only when somebody asks for it:
 * a job may be one of several for another reason, and would then look at a part of its hosts without anybody knowing.
 */
export function findShard(given: string | undefined, environment: Environment): Result<FoundShard | undefined> {
  if (given === undefined) return success(undefined);
  if (given === 'auto') return shardOfEngine(environment);
  const shard = parseShard(given);
  if (shard !== undefined) return success({ shard, source: '--shard' });
  return failure(
    errorDiagnostic(
      'bad-shard',
      `--shard ${given} is not a part of a whole`,
      'Write i/n, such as 2/8 for the second of eight parts (counted from 1), or auto to take it from the CI engine.',
    ),
  );
}

/** How each engine tells a job which of several it is; the first whose variables are there counts. */
const ENGINES: readonly {
  readonly variables: readonly [string, ...string[]];
  readonly about: string;
  readonly read: (values: readonly string[]) => string;
}[] = [
  { variables: ['HPVMCTL_SHARD'], about: 'any engine, i/n', read: ([text = '']) => text },
  {
    variables: ['CI_NODE_INDEX', 'CI_NODE_TOTAL'],
    about: 'GitLab, parallel',
    read: ([index = '', total = '']) => `${index}/${total}`,
  },
  {
    variables: ['JOB_COMPLETION_INDEX', 'HPVMCTL_SHARD_TOTAL'],
    about: 'Kubernetes, Indexed Job; the total is yours to set',
    // Kubernetes counts from 0.
    read: ([index = '', total = '']) => `${/^\d{1,5}$/.test(index) ? String(Number(index) + 1) : index}/${total}`,
  },
];

function shardOfEngine(environment: Environment): Result<FoundShard> {
  const known = ENGINES.map(({ variables, about }) => `${variables.join(' and ')} (${about})`).join(', ');
  for (const { variables, read } of ENGINES) {
    const [first, ...others] = variables;
    const values = variables.map((name) => environment[name] ?? '');
    if ((values[0] ?? '') === '') continue;
    const missing = others.filter((name) => (environment[name] ?? '') === '');
    const shard = parseShard(read(values));
    if (shard !== undefined) return success({ shard, source: variables.join(' and ') });
    const said = variables.map((name) => `${name}=${environment[name] ?? ''}`).join(', ');
    const what =
      missing.length > 0
        ? `${first} is set, and ${missing.join(', ')} is not`
        : `${variables.join(' and ')} say no part of a whole`;
    return failure(
      errorDiagnostic(
        'bad-shard',
        `--shard auto: ${what}`,
        `Set are: ${said}. Understood are: ${known}. Or write --shard i/n.`,
      ),
    );
  }
  return failure(
    errorDiagnostic(
      'no-shard',
      '--shard auto: no variable says which part of the fleet this is',
      `Understood are: ${known}. A GitLab job has them with parallel: N, a pod of a Kubernetes Job with completionMode: Indexed. Or write --shard i/n.`,
    ),
  );
}

/** What is said of a part on stderr: which, of how many hosts, and who said so. */
export function shardNote({ shard, source }: FoundShard, hostCount: number, fleetCount: number): string {
  return `Shard ${shardText(shard)} (from ${source}): ${String(hostCount)} of ${String(fleetCount)} hosts`;
}
