import { success, type Result } from '../model/result';
import type { ApplyCandidate } from './apply-candidates';
import { hostsOfShare, type HostShare } from './host-share';
import { wavesOf, type WaveRule } from './waves';

/** In which order the hosts of one command are changed, and how many at once. */
export interface Rollout {
  /** Hosts that are to be changed. A wave begins when all of the one before it ended well. */
  readonly waves: readonly (readonly ApplyCandidate[])[];
  /** Whether somebody asked for waves: only then they are told. */
  readonly hasWaves: boolean;
  /** Most hosts that are being changed at one time, at least 1. */
  readonly atOnce: number;
}

/** What somebody asked for. */
export interface RolloutRequest {
  readonly waves?: WaveRule;
  /** Absent: one host after the other, or with waves all hosts of a wave. */
  readonly maxUnavailable?: HostShare;
}

/** Puts hosts into waves. Hosts with nothing to do are in none of them. Fails as {@link wavesOf} does. */
export function rolloutOf(candidates: readonly ApplyCandidate[], request: RolloutRequest): Result<Rollout> {
  const changing = new Map(
    candidates.filter(({ plan }) => plan?.status === 'ready').map((each) => [each.host, each] as const),
  );
  const rule = request.waves ?? { kind: 'sizes', sizes: [{ kind: 'percent', percent: 100 }] };
  const named = wavesOf(
    rule,
    [...changing.keys()],
    candidates.map(({ host }) => host),
  );
  if (!named.ok) return named;
  const waves = named.value.map((hosts) => hosts.flatMap((host) => changing.get(host) ?? []));
  const hasWaves = request.waves !== undefined;
  const whole = hasWaves ? Math.max(1, ...waves.map(({ length }) => length)) : 1;
  const atOnce =
    request.maxUnavailable === undefined ? whole : hostsOfShare(request.maxUnavailable, Math.max(1, changing.size));
  return success({ waves, hasWaves, atOnce });
}
