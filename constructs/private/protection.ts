import type { IConstruct } from 'constructs';

import { checkValue } from './check-value';

/**
 * What a document says of `protect`: false is what leaving it out means, so that both give the same document.
 *
 * @throws Error when the value is neither true nor false
 */
export function protection(scope: IConstruct, protect: boolean | undefined): true | undefined {
  if (protect === undefined || (protect as unknown) === false) return undefined;
  checkValue(scope, 'protect', 'protect', protect);
  return true;
}
