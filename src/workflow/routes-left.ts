import type { ExecutionReport } from '../execute/execution-report';
import { warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { Plan } from '../plan/plan-document';

const IFCONFIG = '/usr/sbin/ifconfig';

/**
 * Routes that a run which was taken back may have left out: an address went off an interface and came back. That gives the host
 * route of the address and the network route of its subnet back (HP-UX Handbook 13.00, chapter 9, October 2013, p. 9); others are
 * made with route(1M), and are not read. Told of addresses with which something was begun.
 */
export function routesLeft(plan: Plan, { steps }: Pick<ExecutionReport, 'steps'>): readonly Diagnostic[] {
  const begun = new Set(steps.filter(({ status }) => status !== 'not-run').map(({ id }) => id));
  const lost = plan.steps.flatMap(({ id, command: [program, name = '', action] }) =>
    begun.has(id) && program === IFCONFIG && action === 'unplumb' ? [name] : [],
  );
  if (lost.length === 0) return [];
  return [
    warningDiagnostic(
      'routes-not-compared',
      `routes of ${plan.host} through ${lost.join(', ')} were not compared with what they were before the run`,
      'The address came back, and with it the route to its own subnet (HP-UX Handbook 13.00, chapter 9, p. 9). Routes that were made with "route add" or by ROUTE_ entries of /etc/rc.config.d/netconf, the default route among them, may be missing until the next boot: compare "/usr/bin/netstat -rn" with what you noted before the run, and add with "/usr/sbin/route add" what is not there.',
      plan.host,
    ),
  ];
}
