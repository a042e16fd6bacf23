import { styleAt, suggestedCommandLines, withHostOptions } from './suggested-commands';
import { wrapText } from './wrap-text';

const STYLE = { colour: false, widthColumns: 60, hostOptions: '--ssh-config hpvm-demo/ssh_config' };

test('a command in prose gets the host that the text is about, and what leads to it', () => {
  expect(withHostOptions('Run "hpvmctl resume": it finds out.', styleAt(STYLE, 'vmhost1'))).toBe(
    'Run "hpvmctl resume --host vmhost1 --ssh-config hpvm-demo/ssh_config": it finds out.',
  );
  expect(withHostOptions('Look at it ("hpvmctl drift").', STYLE)).toBe(
    'Look at it ("hpvmctl drift --ssh-config hpvm-demo/ssh_config").',
  );
});

test('where the document of the host says it is, only commands without a document have to be told', () => {
  const style = { ...styleAt(STYLE, 'vmhost1'), hostPlace: '--connect root@10.0.0.5:2222', hostOptions: '' };
  expect(withHostOptions('"hpvmctl status", "hpvmctl drift"', style)).toBe(
    '"hpvmctl status --host vmhost1 --connect root@10.0.0.5:2222", "hpvmctl drift"',
  );
});

test('a command that reaches no host, and a host that is named already, stay as they are', () => {
  const { colour, widthColumns } = STYLE;
  const plain = styleAt({ colour, widthColumns }, 'vmhost1');
  for (const text of ['"hpvmctl rules"', '"hpvmctl confirm --host vmhost2"', 'hpvmctl status is a command'])
    expect(withHostOptions(text, plain)).toBe(text);
});

test('a line that is a command is broken before its options, so that a shell takes it for the same', () => {
  expect(suggestedCommandLines('  hpvmctl status --host vmhost1', STYLE)).toEqual([
    '  hpvmctl status --host vmhost1 \\',
    '    --ssh-config hpvm-demo/ssh_config',
  ]);
  expect(suggestedCommandLines('  tail /var/opt/hpvmctl/runs/x', STYLE)).toBeUndefined();
});

test('a command in prose is never broken over two lines', () => {
  const layout = { widthColumns: 20, first: '', rest: '' };
  expect(wrapText('Then run "hpvmctl status --host vmhost1" again.', layout)).toEqual([
    'Then run',
    '"hpvmctl status --host vmhost1"',
    'again.',
  ]);
});
