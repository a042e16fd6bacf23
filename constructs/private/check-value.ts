import { Token } from 'cdktf';
import type { IConstruct } from 'constructs';

import { checkDesiredField, type DesiredFieldName } from '../../src/desired/desired-fields';
import { showValue } from '../../src/desired/show-value';
import { constructError } from './construct-error';
import { hasTypeTag } from './type-tag';

/** Marks hosts whose values Terraform may evaluate, because its provider reads them and not a document. */
export const EVALUATED_BY_TERRAFORM = 'EvaluatedByTerraform';

/** Names tie the parts of a host together at synthesis: these are never evaluated later. */
const NAMES: ReadonlySet<DesiredFieldName> = new Set([
  'hostName',
  'nicName',
  'groupName',
  'hostVlanName',
  'managedVswitchName',
  'vswitchName',
  'guestName',
  'slot',
]);

/**
 * Checks one property of a construct.
 *
 * @throws Error naming construct, property, value, what is allowed and the source; also for a Terraform token, because the
 * document has to be readable without Terraform, unless the host is {@link EVALUATED_BY_TERRAFORM} and the value is no name
 */
export function checkValue(scope: IConstruct, property: string, field: DesiredFieldName, value: unknown): void {
  if (value === undefined) return;
  if (Token.isUnresolved(value) && !NAMES.has(field) && isEvaluatedByTerraform(scope)) return;
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

function isEvaluatedByTerraform(scope: IConstruct): boolean {
  return scope.node.scopes.some((each) => hasTypeTag(each, EVALUATED_BY_TERRAFORM));
}

/** @throws Error when a value is known to Terraform only when it applies */
export function refuseToken(scope: IConstruct, property: string, value: unknown): void {
  if (!Token.isUnresolved(value)) return;
  throw constructError(
    scope,
    `${property} is only known to Terraform when it applies, but plans, reviews and drift checks read the desired state ` +
      'without Terraform: pass a literal value, or read it at synthesis from cdktf context (this.node.tryGetContext) or the environment. ' +
      'With applyStrategy NATIVE Terraform evaluates values that are no names',
  );
}
