import { behindBoots } from './behind-boots';
import type { OperationEffect } from './operation';

type Item = Parameters<typeof behindBoots>[0][number] & { readonly name: string };

const take = (...names: readonly string[]): readonly string[] => names;
const item = (name: string, effect: object, takesBack = take(name)): Item => ({
  name,
  effect: effect as OperationEffect,
  takesBack,
  due: 'now',
});
const boot = (vswitch: string): Item => item(`boot ${vswitch}`, { type: 'vswitch-boot', vswitch });
const halt = (vswitch: string): Item => item(`halt ${vswitch}`, { type: 'vswitch-halt', vswitch });
const add = (guest: string, vswitch: string, takesBack = take(guest)): Item =>
  item(`add ${guest}`, { type: 'guest-nic-add', guest, vswitch }, takesBack);
const tag = (vswitch: string, takesBack: readonly string[]): Item =>
  item('tag', { type: 'port-vlan', vswitch, port: 1, vlanId: 5 }, takesBack);

const order = (...items: readonly Item[]): string =>
  behindBoots(items, (guest) => guest === 'off').map(({ name }) => name).join(', '); // prettier-ignore

test('a NIC of a running guest comes back behind the next boot of its vswitch, in the order that they had', () => {
  expect(order(add('g1', 'a'), add('g2', 'a'), boot('b'), boot('a'), boot('c'))).toBe(
    'boot b, boot a, add g1, add g2, boot c',
  );
  expect(order(add('g1', 'a'), halt('a'), boot('a'))).toBe('add g1, halt a, boot a');
  expect(order(boot('a'), add('g1', 'a'))).toBe('boot a, add g1');
});

test('what follows the boot of the same vswitch at once is waited for, and a guest that is off waits for nothing', () => {
  expect(order(add('g1', 'a'), boot('a'), halt('a'), boot('a'), boot('b'))).toBe(
    'boot a, halt a, boot a, add g1, boot b',
  );
  expect(order(add('off', 'a'), boot('a'))).toBe('add off, boot a');
});

test('what takes the same step back moves along', () => {
  const step = take('s01');
  expect(order(add('g1', 'a', step), tag('a', step), add('g2', 'b'), boot('a'))).toBe('add g2, boot a, add g1, tag');
});

test('a boot that comes only after a reboot is not waited for', () => {
  expect(order(add('g1', 'a'), { ...boot('a'), due: 'after-reboot' }, halt('a'), boot('a'))).toBe(
    'add g1, boot a, halt a, boot a',
  );
  expect(order()).toBe('');
});
