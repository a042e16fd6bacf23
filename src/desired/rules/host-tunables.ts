import type { DocumentRule } from '../located-document';

const zeroMeansNoCheck: DocumentRule = ({ tunables }) =>
  tunables
    .filter(({ value }) => value.macAddressFrames === 0)
    .map(({ at }) => ({
      severity: 'warning',
      code: 'mac-check-disabled',
      at: `${at}/macAddressFrames`,
      what: 'is 0, which switches the check for duplicate MAC addresses off',
      allowed: '1 to 30; 0 only when all guests are configured and known to be free of conflicts, and never before 4.0',
      source: 'Integrity VM 4.2.5 Release Notes, 7.2.17, p. 75; Integrity VM Release Notes, 3.x, p. 43',
    }));

export const hostTunablesRules: readonly DocumentRule[] = [zeroMeansNoCheck];
