import { readCommand } from './read-command';

test('a command is known by its full path', () => {
  expect(readCommand(['/usr/sbin/ifconfig', 'lan1', 'unplumb'])).toEqual({ kind: 'unplumb', interface: 'lan1' });
  expect(readCommand(['ifconfig', 'lan1', 'unplumb'])).toBeUndefined();
  expect(readCommand(['/usr/local/sbin/ifconfig', 'lan1', 'unplumb'])).toBeUndefined();
});

test('commands of other names are not read, nor names that every object has', () => {
  expect(readCommand(['/usr/sbin/shutdown', '-r', 'now'])).toBeUndefined();
  expect(readCommand(['constructor', 'lan1', 'unplumb'])).toBeUndefined();
  expect(readCommand([''])).toBeUndefined();
  expect(readCommand([])).toBeUndefined();
});
