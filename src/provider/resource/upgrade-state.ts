import { errorDiagnostic } from '../../model/diagnostic';
import { failure, success, type Result } from '../../model/result';
import type { ObjectValue } from '../protocol/value';
import { HOST_NETWORK_VERSION, NOTHING_PLANNED } from './host-network-schema';

/** Makes a state of the next version of one of this version. */
type StateUpgrade = (state: ObjectValue) => ObjectValue;

/** From each version to the next; version 1 is the first. Only what is named otherwise is named here. */
const STATE_UPGRADES: Readonly<Record<number, StateUpgrade>> = {
  // `connection` means something else to Terraform where a configuration is JSON.
  1: ({ connection = null, ...state }) => ({ ...state, ssh: connection }),
};

/**
 * A state as it was stored, with the attributes of its version, in the form of today. Terraform asks for this whenever it reads a state: what the last apply ran
 * is taken out here, so that a plan shows its own commands and no others, and so that reading is no change.
 */
export function upgradeState(
  stored: ObjectValue,
  version: number,
  upgrades: Readonly<Record<number, StateUpgrade>> = STATE_UPGRADES,
  current: number = HOST_NETWORK_VERSION,
): Result<ObjectValue> {
  if (version > current)
    return failure(
      errorDiagnostic(
        'state-of-a-newer-release',
        `The state was written by a newer release of this provider (version ${String(version)} of the state; this one knows ${String(current)})`,
        'Use that release or a later one: terraform init -upgrade.',
      ),
    );
  let state = stored;
  for (let from = version; from < current; from += 1) {
    const upgrade = upgrades[from];
    if (upgrade === undefined)
      return failure(
        errorDiagnostic(
          'state-of-no-release',
          `There is no release whose state has version ${String(from)}`,
          'The state was edited or damaged. Restore it, or import the host again.',
        ),
      );
    state = upgrade(state);
  }
  return success({ ...state, ...NOTHING_PLANNED });
}
