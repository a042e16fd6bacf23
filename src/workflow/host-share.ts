/** How many hosts: a number of its own, or a part of all. */
export type HostShare =
  { readonly kind: 'count'; readonly count: number } | { readonly kind: 'percent'; readonly percent: number };

/**
 * The number of hosts out of so many. A part is rounded down, as `serial` of Ansible and `maxUnavailable` of Kubernetes do, and is never
 * less than one: with none, nothing would ever be done.
 */
export function hostsOfShare(share: HostShare, total: number): number {
  if (share.kind === 'count') return share.count;
  return Math.max(1, Math.floor((total * share.percent) / 100));
}
