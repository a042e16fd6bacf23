import type { Diagnostic } from '../../model/diagnostic';
import { ACCEPT_RECALLED } from '../../model/accept-recalled';

/** The same message for who reads a pull request: there nobody plans again, the request is approved. */
export function approvedByRequest(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, detail: diagnostic.detail.replace(ACCEPT_RECALLED, APPROVE_THE_REQUEST) };
}

const APPROVE_THE_REQUEST =
  'Try the command on a test host, then approve this request. After the merge, it is planned and applied with --accept-recalled.';
