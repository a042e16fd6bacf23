import { discoverRecorded, withAnswers } from '../../test/recordings/discover-recorded';
import type { ObservedApaPort } from '../model/observed-host';
import { readKeyNumber } from './observe-apa-port';

async function portOf(stdout: string): Promise<ObservedApaPort | null | undefined> {
  const answers = { '-g -A all -c lan1 -S apa --sc': { stdout } };
  const result = await discoverRecorded(withAnswers({ '/usr/sbin/nwmgr': answers }));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  expect(result.value.coverage).toEqual([]);
  return result.value.lanInterfaces.find((nic) => nic.name === 'lan1')?.apaPort;
}

test('a port without a key has none, and one whose answer says nothing of it is not known', async () => {
  expect(await portOf('apa!lan1#mode#current#MANUAL\napa!lan1#key#current#0\n')).toEqual({
    mode: 'MANUAL',
    key: null,
    groupCapability: null,
  });
  expect(await portOf('apa!lan1#port_pri#current#0\n')).toBeNull();
});

test('an answer in another shape leaves it unknown, and everything else readable', async () => {
  expect(await portOf('lan1 current values:\n')).toBeNull();
});

test.each([
  ['900', 900],
  ['5', 5],
  ['0', null],
  ['-', null],
  ['', null],
  ['900 (default)', null],
  [undefined, null],
])('the number %j is %p', (text, number) => {
  expect(readKeyNumber(text)).toBe(number);
});
