import { errorDiagnostic } from '../model/diagnostic';
import { diagnosticsMarkdown } from './diagnostics-markdown';
import { PLAIN_DIALECT } from './markdown/plain-dialect';

const COMMAND = '/opt/hpvm/bin/hpvmnet -S vmlan900 -u portid:2:vlanid:none';
const detail = `${COMMAND}\nSource: hpvmnet(1M) of :tada: guests.\n  hpvmctl status --host @vmhost1`;
const diagnostic = errorDiagnostic('needs-approval', 'needs approval', detail);

test('a command of a diagnostic can be copied from the comment as it stands, and prose stays prose', () => {
  expect(diagnosticsMarkdown([diagnostic]).slice(2)).toEqual([
    `> \`${COMMAND}\``,
    '> Source: hpvmnet(1M) of :&#8203;tada: guests.',
    '> `hpvmctl status --host @vmhost1`',
  ]);
  expect(diagnosticsMarkdown([diagnostic], () => [], PLAIN_DIALECT)).toContain(`> \`${COMMAND}\``);
});
