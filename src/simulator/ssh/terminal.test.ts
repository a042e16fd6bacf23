import { createTerminal } from './terminal';

async function type(
  keys: string,
): Promise<{ readonly program: string; readonly screen: string; readonly interrupts: number }> {
  let screen = '';
  let interrupts = 0;
  let program = '';
  const terminal = createTerminal(
    (text) => (screen += text),
    () => (interrupts += 1),
  );
  terminal.input.on('data', (data: Buffer) => (program += data.toString()));
  await new Promise((resolve) => terminal.input.write(keys, resolve));
  return { program, screen, interrupts };
}

test('return ends a line, which is echoed', async () => {
  expect(await type('uname\r')).toEqual({ program: 'uname\n', screen: 'uname\r\n', interrupts: 0 });
});

test('backspace takes a character back, and none that is not there', async () => {
  expect(await type('\u007fab\u007fc\r')).toEqual({ program: 'ac\n', screen: 'ab\b \bc\r\n', interrupts: 0 });
});

test('control-C forgets the line and interrupts', async () => {
  expect(await type('rm\u0003ls\r')).toEqual({ program: 'ls\n', screen: 'rm^C\r\nls\r\n', interrupts: 1 });
});

test('line feeds of the program begin new lines on the screen', async () => {
  const output = createTerminal(
    () => undefined,
    () => undefined,
  ).output();
  const screen = new Promise<string>((resolve) => output.on('data', (data: Buffer) => resolve(data.toString())));
  output.write('a\nb€\n');
  expect(await screen).toBe('a\r\nb€\r\n');
});
