import { asksFirst } from './asking-command';

test.each([
  ['/opt/hpvm/bin/hpvmnet -S vmlan4 -h', true],
  ['/opt/hpvm/bin/hpvmnet -d -S vmlan4', true],
  ['/opt/hpvm/bin/hpvmnet -b -S vmlan4', false],
  ['/opt/hpvm/bin/hpvmmodify -P web01 -d network:lan:0,1,0x56E9E3096A22:vswitch:vmlan4', false],
])('%s asks before it acts: %s', (command, expected) => {
  expect(asksFirst(command.split(' '))).toBe(expected);
});
