import { parseMacAddress } from '../../model/mac-address';
import type { ProviderFunction } from './provider-function';

/** `normalize_mac("16-66-F3-F8-4E-37")` is `0x1666f3f84e37`, as HP-UX prints it. */
export const normalizeMac: ProviderFunction = {
  summary: 'A MAC address as HP-UX prints it',
  description:
    'Takes any spelling of a MAC address that HP-UX prints or accepts (`0x1666F3F84E37`, `16-66-f3-f8-4e-37`, `16:66:f3:f8:4e:37`) and gives `0x1666f3f84e37`.',
  parameters: [{ name: 'mac', type: 'string', description: 'The address.' }],
  returns: 'string',
  call([given]) {
    const result = typeof given === 'string' ? parseMacAddress(given) : undefined;
    if (result !== undefined) return { result };
    return {
      argument: 0,
      problem: `${JSON.stringify(given)} is not a MAC address: write 12 hex digits behind 0x, or in pairs with "-" or ":" between them`,
    };
  },
};
