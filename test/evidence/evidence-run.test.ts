import { reportOf } from '../../scripts/evidence/report';
import { emptyTally, join, type Tally } from '../../scripts/evidence/tally';
import { progressLine } from '../../scripts/evidence/progress';
import { count } from '../../scripts/evidence/tally';

const facts = {
  ...{ seed: 1, instances: 1000, simulated: 10, workers: 2, isComplete: true },
  ...{ node: 'v20', date: '2026-11-22', commit: 'abc', mutation: '' },
};

function counted(entries: Readonly<Record<string, number>>): Tally {
  const tally = emptyTally();
  for (const [name, by] of Object.entries(entries)) count(tally, name, by, `an example of ${name}`);
  return tally;
}

describe('the report on the planner', () => {
  test('says how to repeat the run, and is the same for the same counts', () => {
    const report = reportOf(counted({ instances: 3 }), facts);
    expect(report).toContain('npm run evidence -- --instances 1000 --simulated 10 --seed 1');
    expect(report).toBe(reportOf(counted({ instances: 3 }), facts));
  });

  test('tells both meanings of false-safe apart, with the examples', () => {
    const report = reportOf(
      counted({
        checked: 100,
        refuted: 2,
        'simulator plans': 50,
        'simulator proven': 40,
        'simulator proven and harmed': 1,
      }),
      facts,
    );
    expect(report).toContain('| false-safe: the planner says ready and the checker refutes it | 2 | 100 |');
    expect(report).toContain('| false-safe: proven, and harmed on the simulated host | 1 | 40 |');
    expect(report).toContain('an example of refuted');
  });

  test('never rounds up to all of them', () => {
    expect(reportOf(counted({ checked: 100_000, proven: 99_999 }), facts)).toContain('| 99.99 % |');
  });

  test('says when it was cut off', () => {
    expect(reportOf(emptyTally(), { ...facts, isComplete: false })).toContain('cut off');
    expect(reportOf(emptyTally(), facts)).not.toContain('cut off');
  });

  test('names the rules that were never at work, and why', () => {
    const report = reportOf(counted({ 'rule no-apa-in-a-guest refusal': 1 }), facts);
    expect(report).toContain('- no-vswitch-on-vlan: a document with a vswitch on a VLAN interface is refused');
    expect(report).not.toContain('- no-apa-in-a-guest:');
  });

  test('sums up chunks, and keeps only a few examples', () => {
    const sum = emptyTally();
    for (let chunk = 0; chunk < 9; chunk += 1) join(sum, counted({ refuted: 2 }));
    expect(sum.counts).toEqual({ refuted: 18 });
    expect(sum.examples['refuted']).toHaveLength(5);
  });

  test('tells the person who waits how long it takes', () => {
    expect(progressLine('plans', { before: 0, now: 100, total: 700, seconds: 60 })).toBe(
      'plans: 100 of 700, 2 a second, 1.0 min, 6.0 min to go\n',
    );
  });
});
