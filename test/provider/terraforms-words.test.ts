import { filesBelow, ROOT } from '../architecture/repository-files';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inTerraformsWords } from '../../src/provider/terraforms-words';

/** Options of hpvmctl that have an attribute beside them. */
const OPTION = /--(?:connect|identity|known-hosts|ssh-config|no-revert|accept-recalled)\b/;

test('options become attributes', () => {
  expect(inTerraformsWords('Check DNS on this machine, or give the address with --connect.')).toBe(
    'Check DNS on this machine, or give the address with ssh = { address = ... }.',
  );
});

test('no sentence that the provider shares with hpvmctl tells a reader of Terraform to give an option', () => {
  const sentences = ['transport', 'workflow', 'plan', 'diff', 'discovery', 'desired']
    .flatMap((room) => filesBelow(`src/${room}`))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => readFileSync(path.join(ROOT, file), 'utf8').split('\n'))
    .filter((line) => OPTION.test(line) && !/^\s*(?:\/\/|\/?\*)/.test(line));
  expect(sentences.length).toBeGreaterThan(5);
  expect(sentences.map(inTerraformsWords).filter((line) => OPTION.test(line) && !ONLY_HPVMCTL.test(line))).toEqual([]);
});

/** What the provider never comes to: it is told by an option only to who gave that option. */
const ONLY_HPVMCTL = /overrides\.connect|--require-signature/;
