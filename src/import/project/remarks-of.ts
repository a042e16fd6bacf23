import type { ImportedHost } from '../imported-host';

/** The remarks about one resource, for comments before it. */
export function remarksOf({ remarks }: ImportedHost, address: string): readonly string[] {
  return remarks.filter((remark) => remark.address === address).map(({ text }) => text);
}
