import type { Operation } from './operation';
import { bootVswitch, haltVswitch } from './operations/vswitch-power';
import type { VswitchTransition } from './planning-context';

/**
 * Halt and boot around what a running vswitch must not see, or must be restarted after. One pair per vswitch and plan:
 * several rules that ask for it share the same operations. Nothing for a vswitch that is down already.
 */
export function restartWindow(vswitch: VswitchTransition, purpose: Operation['purpose']): readonly Operation[] {
  if (!vswitch.existsBefore || !vswitch.isUpBefore) return [];
  const halt = haltVswitch(vswitch.name, purpose);
  return vswitch.isUpAfter ? [halt, bootVswitch(vswitch.name, purpose)] : [halt];
}
