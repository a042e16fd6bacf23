import { upgradeState } from './upgrade-state';

test('a state of today comes back without what the last run did', () => {
  const upgraded = upgradeState({ host: 'vmhost1', commands: ['hpvmnet'], drift: ['x'], certificate: 'y' }, 2);
  expect(upgraded).toMatchObject({ ok: true, value: { host: 'vmhost1', commands: [], drift: [], certificate: null } });
});

test('version 1 named the connection of a host otherwise', () => {
  const upgraded = upgradeState({ host: 'vmhost1', connection: { user: 'admin' } }, 1);
  expect(upgraded).toMatchObject({ ok: true, value: { host: 'vmhost1', ssh: { user: 'admin' } } });
  expect(upgraded.ok && upgraded.value).not.toHaveProperty('connection');
});

test('a state of an older version passes through every version between', () => {
  const upgrades = { 1: () => ({ steps: 1 }), 2: (state: object) => ({ ...state, more: 2 }) };
  expect(upgradeState({ host: 'x' }, 1, upgrades, 3)).toMatchObject({ ok: true, value: { steps: 1, more: 2 } });
});

test('a state of a newer release, and of none, is refused with what to do', () => {
  expect(upgradeState({}, 9)).toMatchObject({ ok: false, diagnostics: [{ code: 'state-of-a-newer-release' }] });
  expect(upgradeState({}, 0)).toMatchObject({ ok: false, diagnostics: [{ code: 'state-of-no-release' }] });
});
