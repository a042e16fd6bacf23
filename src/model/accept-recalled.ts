/** What to do about a removal that waits for approval, as a plan says it; a review of a pull request says it otherwise. */
export const ACCEPT_RECALLED = 'Try the command on a test host, then plan again with --accept-recalled.';
