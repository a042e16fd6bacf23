import { planFor } from '../../../test/hosts/plan-for';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import type { Plan } from '../plan-document';
import { macCheckBeforeNics as rule } from './mac-check-before-nics';

test('it is an error, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'mac-check-before-nics', severity: 'error', basis: 'recalled' });
});

const ADDED = { guestNics: [{ guest: 'test01', slot: '0,2', vswitch: 'vmlan0', adapter: 'lan', port: 2 }] };
const MOVED = { guestNics: [{ guest: 'test01', slot: '0,1', port: 2 }] };

function host(macAddressFrames: number | null, changes: Partial<ObservedHost> = {}): ObservedHost {
  return quickStartHost({ tunables: { macAddressFrames }, ...changes });
}

function onRelease(integrityVmVersion: string | null): Partial<ObservedHost> {
  return { platform: { ...quickStartHost().platform, integrityVmVersion } };
}

function wanting(macAddressFrames: number, lists: object): object {
  return { ...lists, tunables: { macAddressFrames } };
}

/** Commands in short, each with the steps it waits for because of this rule. */
function outline(made: Plan): readonly string[] {
  return made.steps.map((step) => {
    const reasons = [...step.after, ...(step.implied ?? [])].filter(({ rule }) => rule === 'mac-check-before-nics');
    const what = step.command.find((word) => word.startsWith('HPVM')) ?? step.command[3] ?? '';
    return `${what}${reasons.map((reason) => ` after ${reason.step}: ${reason.why}`).join('')}`;
  });
}

function said(made: Plan): readonly string[] {
  return made.diagnostics
    .filter((item) => item.code === 'mac-check-before-nics')
    .map((item) => `${item.severity} ${item.summary}`);
}

const UNCHECKED = 'a NIC that is added while MAC address validation is off is not checked for a duplicate';
const ALL_CHECKED = 'validation is switched off only when every guest NIC has been checked';

describe('while validation is off', () => {
  test('it is switched on for NICs that are added, and off again', () => {
    for (const lists of [ADDED, wanting(0, ADDED)]) {
      const made = planFor(lists, host(0));
      expect(outline(made)).toEqual([
        'HPVMMACADDRFRAMES=3',
        `-a after s01: ${UNCHECKED}`,
        `HPVMMACADDRFRAMES=0 after s02: ${ALL_CHECKED}`,
      ]);
      expect(made.steps.map((step) => step.undo)).toEqual([
        [['/usr/sbin/ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=0', '/etc/rc.config.d/hpvmconf']],
        null,
        [['/usr/sbin/ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=3', '/etc/rc.config.d/hpvmconf']],
      ]);
      expect(made.steps.map((step) => step.purpose)).toEqual([
        { rule: 'mac-check-before-nics', why: 'guest NICs are added, and MAC address validation is off' },
        { rule: 'change', why: 'the desired state says so' },
        { rule: 'mac-check-before-nics', why: 'it was off before guest NICs were added' },
      ]);
      expect(made.diagnostics.find((item) => item.code === 'mac-check-before-nics')?.detail).toContain(
        'Declare macAddressFrames with 1 to 30 to leave it on.',
      );
      expect(made.steps.map((step) => step.title)).toEqual([
        'Validate MAC addresses with 3 frames while guest NICs are added',
        'Add lan NIC 0,2 to guest test01 on vmlan0 port 2',
        'Switch MAC address validation off again',
      ]);
      expect(made.status).toBe('ready');
      expect(said(made)).toEqual([
        'warning MAC address validation is off on this host; it is switched on while guest NICs are added, and off again',
      ]);
    }
  });

  test('the NIC is given the time that three frames take', () => {
    const seconds = (frames: number | null, lists: object): number | undefined =>
      planFor(lists, host(frames)).steps.find((step) => step.command.includes('-a') && step.command.includes('-P'))
        ?.durationSeconds.expected;
    expect(seconds(0, ADDED)).toBe(4);
    expect(seconds(null, ADDED)).toBe(4);
    expect(seconds(7, wanting(0, ADDED))).toBe(8);
    expect(seconds(0, wanting(9, ADDED))).toBe(10);
    expect(seconds(2, wanting(1, ADDED))).toBe(3);
  });

  test('it stays off when no NIC is added', () => {
    expect(outline(planFor(MOVED, host(0)))).toEqual(['-m']);
  });

  test('the number that is wanted is set first, and nothing is put back', () => {
    const made = planFor(wanting(5, ADDED), host(0));
    expect(outline(made)).toEqual(['HPVMMACADDRFRAMES=5', `-a after s01: ${UNCHECKED}`]);
    expect(said(made)).toEqual([]);
  });

  test.each([['B.03.50.00'], [null]])('on release %s nothing is added, because 0 could not be put back', (release) => {
    const made = planFor(ADDED, host(0, onRelease(release)));
    expect(made.status).toBe('blocked');
    expect(outline(made)).toEqual(['-a']);
    expect(said(made)).toEqual(['error guest NICs would be added while MAC address validation is off']);
    const detail = made.diagnostics.find((item) => item.code === 'mac-check-before-nics')?.detail;
    expect(detail).toContain(`this host has ${release ?? 'an unknown release'}. Set macAddressFrames to 1 to 30.`);
  });

  test('release 4.0 is the first that allows it', () => {
    expect(planFor(ADDED, host(0, onRelease('B.04.00.00'))).status).toBe('ready');
  });

  test('on an older release a number that is wanted is enough', () => {
    expect(planFor(wanting(1, ADDED), host(0, onRelease('B.03.50.00'))).status).toBe('ready');
  });
});

describe('while validation is on', () => {
  test('another number is set without an order, for a NIC is checked either way', () => {
    const made = planFor(wanting(1, ADDED), host(5));
    // Without an order, what nothing takes back comes last.
    expect(outline(made)).toEqual(['HPVMMACADDRFRAMES=1', '-a']);
    expect(said(made)).toEqual([]);
  });

  test('nothing is raised', () => {
    expect(outline(planFor(ADDED, host(1)))).toEqual(['-a']);
    expect(outline(planFor(ADDED, host(null)))).toEqual(['-a']);
  });

  test('it is switched off after every NIC that is added, with a warning', () => {
    const made = planFor(wanting(0, ADDED), host(1));
    expect(outline(made)).toEqual(['-a', `HPVMMACADDRFRAMES=0 after s01: ${ALL_CHECKED}`]);
    expect(said(made)).toEqual(['warning MAC address validation will be off for every guest NIC added later']);
    expect(made.status).toBe('ready');
  });

  test('a NIC that only moves keeps its MAC address and does not matter', () => {
    expect(outline(planFor(wanting(0, MOVED), host(1))).filter((line) => line.includes('after'))).toEqual([]);
  });

  test('before release 4.0 it is not switched off', () => {
    const made = planFor(wanting(0, {}), host(1, onRelease('A.03.50.00')));
    expect(said(made)).toEqual(['error HPVMMACADDRFRAMES=0 is not allowed on this Integrity VM release']);
    const detail = made.diagnostics.find((item) => item.code === 'mac-check-before-nics')?.detail;
    expect(detail).toContain('0 is allowed from 4.0 on; this host has A.03.50.00. Use 1 to 30.');
  });
});

test('when the number could not be read, that is said where NICs are added', () => {
  const coverage = [{ subject: 'tunables', probe: 'cat hpvmconf', reason: 'permission denied' }];
  const made = planFor(ADDED, host(null, { coverage }));
  expect(said(made)).toEqual(['warning it could not be read whether MAC addresses of new guest NICs are checked']);
  expect(made.diagnostics.find((item) => item.code === 'mac-check-before-nics')?.detail).toContain('permission denied');
  expect(said(planFor(MOVED, host(null, { coverage })))).toEqual([]);
});
