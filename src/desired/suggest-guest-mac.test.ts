import fc from 'fast-check';
import { checkDesiredField } from './desired-fields';
import { suggestGuestMac } from './suggest-guest-mac';

test.each([
  ['0x001122334455', '0x021122334455'],
  ['03-11-22-33-44-55', '0x021122334455'],
  ['FF:FF:FF:FF:FF:FF', '0xfeffffffffff'],
  ['0x0d1122334455', '0x0e1122334455'],
])('%s is meant as %s', (text, meant) => {
  expect(suggestGuestMac(text)).toBe(meant);
});

test.each(['', 'web01', '1122334455', '0x00112233445'])('%j is no address at all', (text) => {
  expect(suggestGuestMac(text)).toBeUndefined();
});

test('every suggestion is allowed, and nothing that is allowed is changed', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 0xffffffffffffn }), (number) => {
      const mac = `0x${number.toString(16).padStart(12, '0')}`;
      const meant = suggestGuestMac(mac);
      expect(checkDesiredField('mac', meant)).toBeUndefined();
      if (checkDesiredField('mac', mac) === undefined) expect(meant).toBe(mac);
    }),
  );
});
