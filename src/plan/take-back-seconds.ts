import { assumedSeconds, type Operation, type OperationEffect } from './operation';
import { probeSeconds } from './operations/guest-nic';
import type { PlanningContext } from './planning-context';

/** Seconds that a command of a way back takes: as many as the step of a plan that does the same. */
export function takeBackSeconds({ type }: OperationEffect, context: PlanningContext): Operation['durationSeconds'] {
  switch (type) {
    case 'vswitch-boot':
      return assumedSeconds(1, 3, 15);
    case 'vswitch-halt':
      return assumedSeconds(1, 2, 10);
    case 'vswitch-create':
    case 'vswitch-delete':
    case 'guest-nic-remove':
      return assumedSeconds(0.5, 2, 10);
    case 'guest-nic-add':
    case 'guest-nic-change':
      return probeSeconds(context);
    case 'apa-join':
      return assumedSeconds(1, 3, 30);
    case 'apa-clear':
    case 'apa-remove-port':
      return assumedSeconds(1, 2, 15);
    case 'address-add':
    case 'address-remove':
      return assumedSeconds(0.1, 1, 5);
    case 'address-save':
    case 'mac-address-frames':
      return assumedSeconds(0.1, 0.5, 2);
    default:
      return assumedSeconds(0.5, 1, 5);
  }
}
