import type { DesiredApaGroup } from '../../model/desired-host';
import type { InterfaceName } from '../../model/names';
import type { Located } from '../desired-problem';

/** The declared group that has an interface as its port. */
export function groupOfPort(
  groups: readonly Located<DesiredApaGroup>[],
  port: InterfaceName,
): Located<DesiredApaGroup> | undefined {
  return groups.find(({ value }) => value.ports?.includes(port) === true);
}
