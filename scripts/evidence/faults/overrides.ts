import { needsRoot } from '../../../src/model/privileged-command';
import type { Action, OutcomeOverride } from '../../../src/simulator/virtual/shell/system';
import { COMMAND_FAULTS, faultsAt, LOOK_FAULTS, TOOL_FAULTS, type FaultKind } from './fault';

/** Whether a fault happens at a moment, whatever the host does just then. */
export function isMoment(kind: FaultKind): boolean {
  const hasOutcome = [COMMAND_FAULTS, LOOK_FAULTS, TOOL_FAULTS].some((kinds) => isOneOf(kinds, kind));
  return !hasOutcome && !kind.startsWith('discovery');
}

function isOneOf(kinds: readonly FaultKind[], kind: FaultKind): boolean {
  return kinds.includes(kind);
}

/** Whether a fault with another outcome can happen to an event. */
export function fits(kind: FaultKind, event: string): boolean {
  if (isOneOf(COMMAND_FAULTS, kind)) return event.startsWith('before command ');
  if (isOneOf(LOOK_FAULTS, kind)) return event.startsWith('before read-back ');
  // A tool on our own files hangs only where the disk does, and then the host is gone.
  if (isOneOf(TOOL_FAULTS, kind)) return isOneOf(faultsAt(event), kind);
  return event.startsWith('look');
}

/** The outcome that a fault gives to a command. */
export function overrideOf(kind: FaultKind | undefined): OutcomeOverride | undefined {
  switch (kind) {
    case 'non-zero-without-effect':
    case 'tool-fails':
      return { status: 1, stderr: 'unexpected error\n' };
    case 'non-zero-with-effect':
      return { takesEffect: true, status: 1, stderr: 'unexpected error\n' };
    case 'zero-without-effect':
    case 'tool-does-nothing':
      return { status: 0 };
    case 'hangs-without-effect':
    case 'tool-hangs':
    case 'look-hangs':
      return { hangs: true };
    case 'hangs-with-effect':
      return { takesEffect: true, hangs: true };
    case 'garbled-once':
    case 'garbled':
      return { status: 0, stdout: '?? ==-- ??\nlan? ???\n' };
    case 'look-fails':
      return { status: 1, stderr: 'cannot open /dev/hpvm\n' };
    default:
      return undefined;
  }
}

/** Only the hook's tools and commands that need the rights of root go through sudo. */
export function isRefusedBySudo({ kind, argv }: Action): boolean {
  if (kind === 'host') return needsRoot(argv);
  const [tool = ''] = argv;
  return kind === 'tool' && tool !== 'cmp' && tool !== 'grep' && argv.some((word) => word.startsWith('/sbin/'));
}

/** Whether a command only shows something. */
export function isProbe({ argv }: Action): boolean {
  return !needsRoot(argv);
}
