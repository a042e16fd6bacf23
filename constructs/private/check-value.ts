import { Token } from 'cdktf';
import type { IConstruct } from 'constructs';

import { checkDesiredField, type DesiredFieldName } from '../../src/desired/desired-fields';
import { showValue } from '../../src/desired/show-value';
import { constructError } from './construct-error';

/**
 * Checks one property of a construct.
 *
 * @throws Error naming construct, property, value, what is allowed and the source; also for a Terraform token, because the
 * document has to be readable without Terraform
 */
export function checkValue(scope: IConstruct, property: string, field: DesiredFieldName, value: unknown): void {
  if (value === undefined) return;
  refuseToken(scope, property, value);
  const refused = checkDesiredField(field, value);
  if (refused === undefined) return;
  const meant = typeof value === 'string' ? refused.suggest?.(value) : undefined;
  const hint = meant === undefined ? '' : `; did you mean ${showValue(meant)}?`;
  throw constructError(
    scope,
    `${property} is ${showValue(value)}; it must be ${refused.allowed} (source: ${refused.source})${hint}`,
  );
}

/** @throws Error when a value is known to Terraform only when it applies */
export function refuseToken(scope: IConstruct, property: string, value: unknown): void {
  if (!Token.isUnresolved(value)) return;
  throw constructError(
    scope,
    `${property} is only known to Terraform when it applies, but plans, reviews and drift checks read the desired state ` +
      'without Terraform: pass a literal value, or read it at synthesis from cdktf context (this.node.tryGetContext) or the environment',
  );
}
