import { digestOf } from '../model/canonical-json';

/** The text that confirms a run: bound to the plan and the run, so that a confirmation of one never confirms another. No secret: who may write it may log in anyway. */
export function confirmToken(planDigest: string, runId: string): string {
  return digestOf({ confirm: runId, plan: planDigest }).replace(/^sha256:/, '');
}
