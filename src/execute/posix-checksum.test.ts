import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { testWith } from '../../test/transport/programs';
import { posixChecksum } from './posix-checksum';

describe('posixChecksum', () => {
  test('knows the empty text', () => expect(posixChecksum('')).toBe('4294967295 0'));

  testWith('cksum')('prints what cksum prints, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        expect(posixChecksum(text)).toBe(execFileSync('cksum', { input: text, encoding: 'utf8' }).trim());
      }),
      { numRuns: 40 },
    );
    const long = 'a line of a program\n'.repeat(5000);
    expect(posixChecksum(long)).toBe(execFileSync('cksum', { input: long, encoding: 'utf8' }).trim());
  });
});
