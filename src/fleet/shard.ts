import { createHash } from 'node:crypto';

/** One of several parts of a fleet. */
export interface Shard {
  /** From 1 to `total`. */
  readonly index: number;
  readonly total: number;
}

/** More parts than that help nobody: a part would have no host. */
const MOST_SHARDS = 10_000;

/** Reads `2/8`, the second of eight parts; undefined when a text says no such thing. */
export function parseShard(text: string): Shard | undefined {
  const [, index = '', total = ''] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), total: Number(total) };
  return shard.index >= 1 && shard.index <= shard.total && shard.total <= MOST_SHARDS ? shard : undefined;
}

/** `2/8`. */
export function shardText({ index, total }: Shard): string {
  return `${String(index)}/${String(total)}`;
}

/**
 * The part that a host is in, from 1 to `total`: the first four bytes of the SHA-256 of its name, as a big-endian number, modulo `total`, plus one. It depends on
 * nothing else, so that hosts that come or go move no other host, and every process of a sweep agrees without a word.
 */
export function shardOf(host: string, total: number): number {
  return (createHash('sha256').update(host).digest().readUInt32BE(0) % total) + 1;
}

/** Whether a host belongs to a part; undefined is the whole fleet. */
export function isInShard(host: string, shard: Shard | undefined): boolean {
  return shard === undefined || shardOf(host, shard.total) === shard.index;
}
