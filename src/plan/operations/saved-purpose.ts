import { isOnlySaved } from '../../model/saved-field';
import type { Change } from '../../diff/change';
import type { Operation } from '../operation';

/** Why an operation saves: because what runs changes, or because what runs is right and was never saved. */
export function savingPurpose(change: Change, otherwise: string): Operation['purpose'] {
  return isOnlySaved(change)
    ? { rule: 'saved-equals-running', why: 'what runs is as desired, but the next boot would bring back what is saved' }
    : { rule: 'persist-last', why: otherwise };
}
