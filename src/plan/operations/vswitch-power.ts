import type { VswitchName } from '../../model/names';
import { resourceAddress } from '../../model/resource';
import { HPVMNET } from '../host-commands';
import { assumedSeconds, type Operation } from '../operation';

/** Key of the operation that halts a vswitch; at most one stands in a plan. */
function haltKey(name: VswitchName): string {
  return `${resourceAddress('vswitch', name)}/halt`;
}

/** Key of the operation that boots a vswitch; at most one stands in a plan. */
export function bootKey(name: VswitchName): string {
  return `${resourceAddress('vswitch', name)}/boot`;
}

/**
 * `hpvmnet -S name -h`, which asks and takes no for an answer by default. `taggings`: commands that give ports their
 * VLANs back once the vswitch is up again, for a halt before a removal.
 */
export function haltVswitch(
  name: VswitchName,
  purpose: Operation['purpose'],
  taggings: readonly (readonly string[])[] = [],
): Operation {
  return {
    key: haltKey(name),
    address: resourceAddress('vswitch', name),
    effect: { type: 'vswitch-halt', vswitch: name },
    title: `Halt vswitch ${name}`,
    command: [HPVMNET, '-S', name, '-h'],
    answers: ['y'],
    phase: 'running',
    durationSeconds: assumedSeconds(1, 2, 10),
    undo: [[HPVMNET, '-b', '-S', name], ...taggings],
    confidence: 'documented',
    source: 'vPars and Integrity VM V6.3 Administrator Guide, 8.2.1.7, p. 118',
    isDestructive: true,
    purpose,
  };
}

/** `hpvmnet -b -S name`. */
export function bootVswitch(name: VswitchName, purpose: Operation['purpose']): Operation {
  return {
    key: bootKey(name),
    address: resourceAddress('vswitch', name),
    effect: { type: 'vswitch-boot', vswitch: name },
    title: `Boot vswitch ${name}`,
    command: [HPVMNET, '-b', '-S', name],
    phase: 'running',
    durationSeconds: assumedSeconds(1, 3, 15),
    undo: [[HPVMNET, '-S', name, '-h']],
    confidence: 'documented',
    source: 'vPars and Integrity VM V6.3 Administrator Guide p. 122',
    isDestructive: false,
    purpose,
  };
}
