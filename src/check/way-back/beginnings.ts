import type { Action } from '../action';
import type { CheckedStep } from '../situation';

/** A command of the way back as the checker sees it. */
export interface BackStep {
  readonly id: string;
  readonly action: Action;
  /** Smallest place in the plan among the steps that it takes back: it is due for every longer beginning. */
  readonly since: number;
  readonly isDueAtOnce: boolean;
  readonly isDueAfterReboot: boolean;
  /** Whether the host is asked whether a vswitch is up or down, so that behind a reboot nobody halts or boots it needlessly. */
  readonly looksFirst: boolean;
  /** Id of the halt without which this boot is not due. */
  readonly onlyBehind: string | null;
}

/** The part of a plan that a way back reaches, and the way back. */
export interface WayBack {
  readonly reached: readonly CheckedStep[];
  readonly back: readonly BackStep[];
}

/** Of plans with more steps than this not every beginning is compared. */
const MOST_STEPS = 200;

const SAMPLED_BEGINNINGS = 64;

/**
 * Lengths of the beginnings to compare, ascending: all of them, or of a long plan {@link SAMPLED_BEGINNINGS}, spread
 * evenly, with the whole among them.
 */
export function sampledLengths(steps: number): readonly number[] {
  const count = steps <= MOST_STEPS ? steps : SAMPLED_BEGINNINGS;
  return Array.from({ length: count }, (_, index) => Math.ceil(((index + 1) * steps) / count));
}
