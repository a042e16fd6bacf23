import type { IConstruct } from 'constructs';

/** An error that says which construct it is about. Messages are lower case, without a final period. */
export function constructError(scope: IConstruct, message: string): Error {
  return new Error(`[${scope.node.path}] ${message}`);
}
