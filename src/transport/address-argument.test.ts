import fc from 'fast-check';
import { isAddress, parseAddressArgument, parsePort } from './address-argument';

describe('parseAddressArgument', () => {
  test.each([
    ['vmhost1', { address: 'vmhost1' }],
    ['vmhost1.example.net:2222', { address: 'vmhost1.example.net', port: 2222 }],
    ['root@10.0.0.5', { user: 'root', address: '10.0.0.5' }],
    ['anna@corp@vmhost1:22', { user: 'anna@corp', address: 'vmhost1', port: 22 }],
    ['2001:db8::1', { address: '2001:db8::1' }],
    ['[2001:db8::1]', { address: '2001:db8::1' }],
    ['root@[2001:db8::1]:2222', { user: 'root', address: '2001:db8::1', port: 2222 }],
    ['fe80::1%lan0', { address: 'fe80::1%lan0' }],
  ])('reads %s', (text, expected) => {
    expect(parseAddressArgument(text)).toEqual(expected);
  });

  test.each([
    '',
    '@vmhost1',
    'root@',
    ':22',
    'vmhost1:',
    'vmhost1:0',
    'vmhost1:65536',
    'vmhost1:x',
    '[vmhost1',
    '[::1]x',
    '-oProxyCommand=x',
    'root@-x',
    '-l@vmhost1',
    'a b',
    'host/path',
    '$(reboot)',
    '1::2::3',
    'a:b:c',
  ])('refuses %j', (text) => {
    expect(parseAddressArgument(text)).toBeUndefined();
  });

  test('never gives an address that a program could take for an option, or a port out of range', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseAddressArgument(text);
        if (parsed === undefined) return;
        expect(parsed.address).not.toMatch(/^-|\s/);
        expect(isAddress(parsed.address)).toBe(true);
        if (parsed.port !== undefined) expect(parsePort(String(parsed.port))).toBe(parsed.port);
      }),
    );
  });
});
