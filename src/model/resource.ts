import type { Brand } from './brand';

/** Kinds of managed resource, in the order listings use. */
export const RESOURCE_KINDS = ['lanInterface', 'apaGroup', 'hostVlan', 'vswitch', 'guestNic', 'tunables'] as const;

/** Kind of a managed resource. */
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** One entry for every resource kind: a missing kind is a compile error. */
export type KindTable<T> = { readonly [Kind in ResourceKind]: T };

/** Address of a resource on one host: `vswitch.vmlan900`, `guestNic.db01:0,1`, `tunables`. */
export type ResourceAddress = Brand<string, 'ResourceAddress'>;

/** Builds the address of a resource from its kind and identity. */
export function resourceAddress(kind: Exclude<ResourceKind, 'tunables'>, identity: string): ResourceAddress;
export function resourceAddress(kind: 'tunables'): ResourceAddress;
export function resourceAddress(kind: ResourceKind, identity?: string): ResourceAddress {
  return (identity === undefined ? kind : `${kind}.${identity}`) as ResourceAddress;
}

/** Kind and identity of an address; `undefined` when the text is not one. */
export function parseResourceAddress(text: string): { kind: ResourceKind; identity: string } | undefined {
  const dot = text.indexOf('.');
  const kind = RESOURCE_KINDS.find((candidate) => candidate === (dot < 0 ? text : text.slice(0, dot)));
  if (kind === undefined || (kind === 'tunables') !== dot < 0) return undefined;
  return { kind, identity: dot < 0 ? '' : text.slice(dot + 1) };
}
