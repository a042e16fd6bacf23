import { targetAfter, targetForReading, targetOf } from './host-target';

const HELD = { touched: false, through: [] };
const TOUCHED = { touched: true, through: ['lan900'] };
const MOVED = { ...TOUCHED, moves: true as const };

test('a host without a connection is reached by its name', () => {
  expect(targetOf({ host: 'vmhost1' })).toEqual({ host: 'vmhost1', connection: { address: 'vmhost1' } });
});

describe('the address to confirm a plan through', () => {
  const connection = { address: '192.0.2.7', port: 2222, user: 'netadm', after: { address: '192.0.2.8' } };
  const after = (managementPath: Parameters<typeof targetAfter>[0]['managementPath']) =>
    targetAfter({ host: 'vmhost1', connection, managementPath }).connection;

  test('is the one that the document gives, when the plan takes ours away', () => {
    expect(after(MOVED)).toMatchObject({ address: '192.0.2.8', port: 2222, user: 'netadm' });
  });

  test('has its own port where one is given', () => {
    const other = { ...connection, after: { address: '192.0.2.8', port: 22 } };
    expect(targetAfter({ host: 'vmhost1', connection: other, managementPath: MOVED }).connection.port).toBe(22);
  });

  test.each([
    ['not touched', HELD],
    ['only interrupted', TOUCHED],
  ])('is the same as before when the path is %s', (_, path) => {
    expect(after(path)).toEqual(connection);
  });

  test('is the same as before when none is given', () => {
    expect(targetAfter({ host: 'vmhost1', managementPath: MOVED })).toEqual(targetOf({ host: 'vmhost1' }));
  });
});

describe('who looks at a host', () => {
  const connection = { address: '192.0.2.7', user: 'netadm', sudo: '/usr/local/bin/sudo' };
  const reading = (discovery?: { user?: string; sudo?: string }) =>
    targetForReading({ host: 'vmhost1', connection: { ...connection, ...(discovery && { discovery }) } }).connection;

  test('is who changes it, unless the document names somebody else', () => {
    expect(reading()).toEqual(connection);
    expect(reading({ user: 'netlook' })).toMatchObject({ user: 'netlook', sudo: '/usr/local/bin/sudo' });
    expect(reading({ user: 'netlook', sudo: '/opt/bin/sudo' })).toMatchObject({
      user: 'netlook',
      sudo: '/opt/bin/sudo',
    });
  });
});
