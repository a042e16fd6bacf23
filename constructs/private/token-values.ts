import { Token } from 'cdktf';

/** Whether a value, or anything in it, is known to Terraform only. */
export function hasTokens(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasTokens);
}

/** The same value without the properties that are known to Terraform only; nobody can judge them yet. */
export function withoutTokens<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutTokens) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).filter(([, property]) => !Token.isUnresolved(property));
  return Object.fromEntries(known.map(([name, property]) => [name, withoutTokens(property as unknown)])) as Value;
}
