import type { Operation, OperationEffect } from './operation';
import type { Confidence } from './plan-document';

/**
 * Where the form of an undo command comes from: the same command forwards says so in `operations/`. What takes a saving step back is as
 * well known as that step.
 */
export function takeBackConfidence({ phase, confidence }: Operation, effect: OperationEffect): Confidence {
  if (phase === 'persist') return confidence;
  switch (effect.type) {
    case 'vswitch-delete':
    case 'guest-nic-remove':
      return 'recalled';
    case 'vswitch-create':
      return effect.uplink === null ? 'recalled' : 'documented';
    case 'port-vlan':
      return effect.vlanId === null ? 'recalled' : 'observed';
    case 'guest-nic-change':
    case 'nic-checksum-offload':
    case 'apa-clear':
    case 'apa-remove-port':
      return 'observed';
    default:
      return 'documented';
  }
}
