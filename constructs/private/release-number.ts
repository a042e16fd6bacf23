import type { IConstruct } from 'constructs';

import { constructError } from './construct-error';

/**
 * First two numbers of an Integrity VM release.
 *
 * The planner reads releases too, but only as hosts print them and where unknown is an answer
 * (`src/plan/integrity-vm-release.ts`); here a person types them, and a slip is an error that names the construct.
 */
export interface ReleaseNumber {
  readonly major: number;
  readonly minor: number;
}

/**
 * Reads a release as manuals write it (`4.2.5`) or as `swlist` prints it (`B.04.20.05`, where `20` is minor release 2).
 *
 * @throws Error naming the construct when the text is neither
 */
export function parseReleaseNumber(scope: IConstruct, text: string): ReleaseNumber {
  const found = /^(?:[A-Z]\.)?0?([1-9])\.([0-9]{1,2})(?:\.[0-9]{1,2}){0,2}$/.exec(text);
  if (found === null) {
    throw constructError(
      scope,
      `integrityVmVersion is ${JSON.stringify(text)}; it must be a release such as "4.2.5" or "B.04.20.05"`,
    );
  }
  const [, major = '', minor = ''] = found;
  return { major: Number(major), minor: minor.length === 2 ? Math.floor(Number(minor) / 10) : Number(minor) };
}

/** True for a release and every later one. */
export function isAtLeast(release: ReleaseNumber, least: ReleaseNumber): boolean {
  return release.major > least.major || (release.major === least.major && release.minor >= least.minor);
}
