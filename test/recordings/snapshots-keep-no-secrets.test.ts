import type { ObservedHost } from '../../src/model/observed-host';
import { planFor } from '../hosts/plan-for';
import { discoverRecorded, recorded, withAnswers } from './discover-recorded';
import type { RecordedAnswer } from './recorded-root';

const WORDS = '-e -o pid,user,args';
const LIST = recorded('/usr/bin/ps', WORDS);
const SECRET = 'CANARY-hunter2';

async function hostWith(processes: RecordedAnswer): Promise<ObservedHost> {
  const result = await discoverRecorded(withAnswers({ '/usr/bin/ps': { [WORDS]: processes } }));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

/** Each command line has a secret in it, and so has each user's name. */
const withSecrets = (list: string): string =>
  list.replace(/^( *\d+) (\S+)( .*)$/gm, `$1 ${SECRET}$3 --password ${SECRET}\n${SECRET} on a line of its own`);

test('what programs were started with is in no snapshot, and no plan is another for it', async () => {
  const [plain, secret] = [await hostWith({ stdout: LIST }), await hostWith({ stdout: withSecrets(LIST) })];
  expect(withSecrets(LIST)).toContain(`tcpdump -n -i lan4 port 22 --password ${SECRET}`);
  expect(JSON.stringify(secret)).not.toContain(SECRET);
  expect(secret).toEqual(plain);
  // The vswitch stands on the interface that is captured, so that the program is part of the plan.
  const lists = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 77 }] };
  expect(JSON.stringify(planFor(lists, secret))).toBe(JSON.stringify(planFor(lists, plain)));
});

test.each<[string, RecordedAnswer]>([
  ['has no heading', { stdout: withSecrets(LIST).replace(/^.*\n/, '') }],
  ['is of another kind', { stdout: `${SECRET}\n` }],
  ['ends with an error', { stdout: withSecrets(LIST), status: 1 }],
])('a process list that %s is not quoted', async (_what, answer) => {
  const host = await hostWith(answer);
  expect(host.coverage.map(({ subject }) => subject)).toContain('promiscuousPrograms');
  expect(JSON.stringify(host)).not.toContain(SECRET);
});
