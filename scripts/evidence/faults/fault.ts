/** What goes wrong at a moment, whatever the host does just then. */
export const MOMENT_FAULTS = [
  /** The connections are lost; new ones work at once. */
  'connection-drop',
  /** Nothing comes any more for 90 s; then the connections are lost. */
  'silent-hang',
  /** As before, and nobody gets in for 40 minutes, which is longer than any window. */
  'network-gone',
  /** The client is killed; somebody resumes 20 s later. */
  'client-killed',
  /** The client is killed; somebody looks when all is over. */
  'client-gone',
  /** The host goes down and boots. */
  'reboot',
  /** The runner is killed while it writes: the last line of its journal is cut. */
  'torn-journal',
  /** The runner is killed. */
  'runner-killed',
  'disk-full-10-min',
  'disk-full',
  /** Somebody changes what the plan was made from. */
  'operator-footprint',
  /** Somebody changes something else. */
  'operator-unrelated',
  /** New logins are refused until somebody has seen to it. */
  'host-key-changed',
  /** From now on sudo refuses every command that changes something. */
  'sudo-refused',
] as const;

/** What goes wrong with the next command that the run carries out. */
export const COMMAND_FAULTS = [
  'non-zero-without-effect',
  'non-zero-with-effect',
  'zero-without-effect',
  'hangs-without-effect',
  'hangs-with-effect',
] as const;

/** What goes wrong with the next question that the run asks the host. */
export const LOOK_FAULTS = ['garbled-once', 'garbled', 'look-fails', 'look-hangs'] as const;

/** What goes wrong with a whole look of the client. */
export const CLIENT_LOOK_FAULTS = ['discovery-garbled', 'discovery-fails'] as const;

/** What goes wrong with a tool that arms or puts away. */
export const TOOL_FAULTS = ['tool-fails', 'tool-does-nothing', 'tool-hangs'] as const;

export type FaultKind =
  | (typeof MOMENT_FAULTS)[number]
  | (typeof COMMAND_FAULTS)[number]
  | (typeof LOOK_FAULTS)[number]
  | (typeof CLIENT_LOOK_FAULTS)[number]
  | (typeof TOOL_FAULTS)[number];

/** Where a fault happens: at an event of a trial by its name, or so many events behind the fault before it. */
export type FaultPlace = { readonly event: string } | { readonly eventsLater: number };

export interface PlacedFault {
  readonly kind: FaultKind;
  readonly at: FaultPlace;
}

/** What an event lets go wrong, from its name. */
export function faultsAt(event: string): readonly FaultKind[] {
  if (event.startsWith('before command ')) return COMMAND_FAULTS;
  if (event.startsWith('before read-back ')) return LOOK_FAULTS;
  if (/^before tool \S+ (?:rc3\.d|hpvmctl|S990hpvmctl|K010hpvmctl)/.test(event)) return TOOL_FAULTS;
  if (event.startsWith('before tool mv over-')) return TOOL_FAULTS.filter((kind) => kind !== 'tool-hangs');
  if (event === 'look' || event.startsWith('look ')) return [...CLIENT_LOOK_FAULTS, ...MOMENT_FAULTS];
  if (!event.startsWith('after ')) return [];
  // Only what the runner writes just then can be cut.
  return event.startsWith('after record run ')
    ? MOMENT_FAULTS
    : MOMENT_FAULTS.filter((kind) => kind !== 'torn-journal');
}

/** Short name of a fault and its place. */
export function nameOfFault({ kind, at }: PlacedFault): string {
  return 'event' in at ? `${kind} @ ${at.event}` : `${kind} @ +${at.eventsLater}`;
}
