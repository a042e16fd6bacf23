/** What must never be, by the first word of a violation, and the claim that it breaks. */
const NEVER = {
  hazard: 'hazard states',
  'hazard-standing': 'hazard states',
  'path-lost': 'management path lost beyond the window',
  'false-success': 'false success',
  'false-refusal': 'false success',
  unfinished: 'false success',
  'false-rollback': 'unverified rollback called done',
  armed: 'silently armed timer',
  double: 'harmful double execution',
  unsettled: 'neither the desired nor the original state, and not reported with what differs',
  unexplained: 'neither the desired nor the original state, and not reported with what differs',
  astray: 'a way back that nothing disturbed, and that led elsewhere',
  unresolved: 'no answer in the end',
  broken: 'no answer in the end',
} as const;

/** What is counted apart, and why. */
const APART = {
  'unreadable-save': 'a save that ended with 0 and did nothing, of a NIC whose saved settings no documented file shows',
  'nameless-lock': 'a lock whose maker went down before its name was in it; the next run takes it over after 5 s',
  'reported-hazard-standing':
    'a harm that stands at a reported stop (exit 7), where no command is carried out any more',
  'reported-path-lost':
    'the management path stays off at a reported stop (exit 7), where no command is carried out any more',
  'unshown-hazard':
    'ports that joined nothing at a reported stop (exit 7): the key of a group without ports shows nowhere, and setting it ended with 0 and did nothing',
  'refused-hazard': 'a command of the way back that the host refused, because there was nothing to take back',
  'operator-hazard': 'a harm that a second operator caused with a change of his own in between',
  'operator-hazard-standing': 'the same, and it stands at the end',
} as const;

/** Claims in the order in which they are told, each with the kinds of violations that break it. */
export const CLAIMS: readonly (readonly [claim: string, kinds: readonly string[]])[] = [
  ...new Set(Object.values(NEVER)),
].map((claim) => [claim, Object.keys(NEVER).filter((kind) => NEVER[kind as keyof typeof NEVER] === claim)]);

/** Kinds that are counted apart, each with the reason. */
export const COUNTED_APART: readonly (readonly [kind: string, why: string])[] = Object.entries(APART);

/** The kind of a violation. Throws for one that no table would show. */
export function kindOf(violation: string): string {
  const kind = violation.split(' ')[0] ?? '';
  if (!(kind in NEVER) && !(kind in APART)) throw new Error(`no claim is about ${JSON.stringify(violation)}`);
  return kind;
}

/** Whether this must never be. */
export function isNever(kind: string): boolean {
  return kind in NEVER;
}
