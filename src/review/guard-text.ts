import type { GuardReport } from '../execute/execution-report';

/** What still stands of the guard of a run, for a person; undefined when nothing does, or nothing ever did. */
export function guardText(guard: GuardReport): { readonly summary: string; readonly detail: string } | undefined {
  switch (guard.status) {
    case 'armed':
      return {
        summary: `armed until ${guard.armedUntil} (clock of the host)`,
        detail:
          'By then the host takes the run back by itself, unless it is confirmed: "hpvmctl status" shows it, "hpvmctl resume" goes on with it, "hpvmctl confirm" keeps it.',
      };
    case 'boot-script-only':
      return {
        summary: 'gone, and its boot script stands',
        detail:
          'No process of the run is left. The host takes it back when it boots, and not before: "hpvmctl resume" takes it back now.',
      };
    case 'gone':
      return {
        summary: 'gone',
        detail:
          'No process of the run is left, and no boot script: the host does not take it back by itself. "hpvmctl resume" takes back what is not settled.',
      };
    case 'unknown':
      return {
        summary: 'not to be relied on',
        detail: 'It was armed, and nobody can say whether it still stands: what it needs is gone, or cannot be read.',
      };
    case 'boot-script-left':
      return {
        summary: 'disarmed, but /sbin/init.d/hpvmctl could not be removed',
        detail:
          'It does nothing more: the run has ended. Remove it, /sbin/rc3.d/S990hpvmctl and /sbin/rc2.d/K010hpvmctl by hand.',
      };
    case 'none':
    case 'disarmed':
      return undefined;
  }
}
