import type { JsonValue } from '../model/canonical-json';
import { isSavedField } from '../model/saved-field';
import { printableText } from './printable-text';

/** What a missing value of a field means to a reader. */
const WITHOUT_VALUE: Readonly<Record<string, string>> = {
  vlanId: 'untagged',
  uplink: 'none (guest-only)',
  macAddressFrames: 'not set',
};

/** A field's value as a person reads it: `untagged` for a port without VLAN, lists with commas. */
export function fieldValueText(path: string, value: JsonValue): string {
  if (value === null) return isSavedField(path) ? 'not saved' : (WITHOUT_VALUE[path] ?? 'none');
  if (typeof value === 'string') return value === '' ? '""' : printableText(value);
  if (isList(value)) return value.length === 0 ? 'none' : value.map((item) => fieldValueText('', item)).join(', ');
  return printableText(JSON.stringify(value));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
