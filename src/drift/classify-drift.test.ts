import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { Change } from '../diff/change';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic } from '../model/diagnostic';
import { classifyDrift } from './classify-drift';
import { countsAsDrift } from './drift-item';

const desired = { host: 'vmhost1', guestNics: [{ guest: 'db01', slot: '0,1' }] } as unknown as DesiredHost;
const change = (address: string, action: Change['action'], ...paths: readonly string[]): Change => ({
  address: address as Change['address'],
  kind: 'vswitch',
  action,
  fields: paths.map((path) => ({ path, before: 'x', after: 'y' })),
});

function classes(
  changes: readonly Change[],
  rest: Partial<Parameters<typeof classifyDrift>[0]> = {},
): readonly string[] {
  const facts = { desired, observed: quickStartHost(), changes, gone: [], unmanaged: [], diagnostics: [], ...rest };
  return classifyDrift(facts).map((item) => `${item.class} ${item.address}${countsAsDrift(item) ? '' : ' (no drift)'}`);
}

test('each difference has its class, and they are told in the order of the classes', () => {
  const changes = [
    change('vswitch.web', 'create', 'uplink'),
    change('hostVlan.lan5000', 'update', 'saved.vlanId'),
    change('vswitch.old', 'update', 'capturedMac'),
    change('vswitch.lan', 'update', 'uplink', 'saved.uplink'),
    change('vswitch.gone', 'delete'),
  ];
  expect(
    classes(changes, { unmanaged: ['vswitch.theirs'], diagnostics: [errorDiagnostic('unknown', 'x', 'y')] }),
  ).toEqual([
    'managed-changed vswitch.gone',
    'managed-changed vswitch.lan',
    'missing vswitch.web',
    'running-differs-from-saved hostVlan.lan5000',
    'pending-reboot vswitch.old',
    'unmanaged-extra vswitch.theirs (no drift)',
    'not-readable vmhost1 (no drift)',
  ]);
});

test('a configuration that waits for the next start of a guest is told of guests with declared NICs', () => {
  const observed = quickStartHost();
  const guests = observed.guests.map((guest) => ({ ...guest, hasPendingConfiguration: true }));
  expect(classes([], { observed: { ...observed, guests } })).toEqual(['pending-reboot guest.db01 (no drift)']);
});
