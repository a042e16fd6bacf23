import { wrongKind } from './document-kind';

const summary = (json: unknown, wanted = 'hpvm-desired-host'): string | undefined =>
  wrongKind(json, wanted, 'e.json')?.summary;

test('a file of the wanted kind, and one that does not say what it is, are worth a closer look', () => {
  expect(summary({ kind: 'hpvm-desired-host', formatVersion: '1' })).toBeUndefined();
  expect(summary({ host: 'vmhost1' })).toBeUndefined();
  expect(summary(7)).toBeUndefined();
});

test('a file of another kind is named, with what it is good for', () => {
  expect(wrongKind({ kind: 'hpvm-plan', formatVersion: '1' }, 'hpvm-desired-host', 'e.json')).toMatchObject({
    summary: 'e.json is a plan (hpvm-plan), not desired state',
    detail: 'To carry it out: hpvmctl apply e.json. To read it: hpvmctl show e.json',
  });
  expect(summary({ plans: [] }, 'hpvm-observed-host')).toBe('e.json is a plan (hpvm-plan), not a snapshot');
  expect(summary({ kind: 'Deployment' })).toBe('e.json is not desired state');
  expect(summary({ terraform: {} })).toBe('e.json is a Terraform configuration, not desired state');
});

test('another format version is named', () => {
  expect(summary({ kind: 'hpvm-desired-host', formatVersion: '2' })).toBe(
    'e.json has formatVersion "2"; this release reads "1"',
  );
});
