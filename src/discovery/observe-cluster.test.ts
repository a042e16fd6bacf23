import { gatherEvidence } from './evidence';
import { observeCluster } from './observe-cluster';
import type { ProbeFrame } from './parsers/parse-frames';

const frame = (probe: string, status: ProbeFrame['status'], stdout = ''): ProbeFrame => ({
  ...{ probe, object: null, stdout, stderr: '', status },
});

/** What is found when these run, as process 1, 2... */
function found(programs: readonly string[], pidFile: ProbeFrame = frame('vswitch-manager', 'missing')) {
  const rows = programs.map((args, index) => `${String(index + 1).padStart(5)} root     ${args}`);
  const ps = frame('processes', 0, `  PID USER     COMMAND\n${rows.join('\n')}\n`);
  const evidence = gatherEvidence([ps, pidFile]);
  const { vswitchmgr, serviceguard } = observeCluster(evidence);
  return [vswitchmgr, serviceguard, ...evidence.gaps.map((gap) => gap.subject)];
}

test('without either of them, none runs', () => {
  expect(found(['init', '/usr/sbin/syslogd -D'])).toEqual(['absent', 'absent']);
});

test('cmcld is found by its name alone, wherever it is installed', () => {
  expect(found(['init', '/usr/lbin/cmcld -j 0'])).toEqual(['absent', 'running']);
  expect(found(['init', 'vi cmcld', 'cmcld-reader'])).toEqual(['absent', 'absent']);
});

test.each([
  '/sbin/init.d/vswitchmgr start',
  '/sbin/sh /sbin/init.d/vswitchmgr start',
  '/usr/bin/ksh -x /sbin/init.d/vswitchmgr restart',
])('the vswitch manager is found as %s', (args) => {
  expect(found(['init', args])).toEqual(['running', 'absent']);
});

test.each(['vi /sbin/init.d/vswitchmgr', 'grep vswitchmgr', 'sh -c vswitchmgr-log', 'sh'])(
  '%s is not the vswitch manager',
  (args) => {
    expect(found(['init', args])).toEqual(['absent', 'absent']);
  },
);

test('the vswitch manager is found by the process number that it left, under any name', () => {
  expect(found(['init', 'perl'], frame('vswitch-manager', 0, '2\n'))).toEqual(['running', 'absent']);
});

test('a process number that is left over from a manager that ended says nothing', () => {
  expect(found(['init', 'perl'], frame('vswitch-manager', 0, '3\n'))).toEqual(['absent', 'absent']);
});

test.each([frame('vswitch-manager', 'unreadable'), frame('vswitch-manager', 0, '')])(
  'a file that holds no readable number leaves it unknown: %p',
  (file) => {
    expect(found(['init'], file)).toEqual(['unknown', 'absent', 'cluster']);
    expect(found(['init', '/sbin/init.d/vswitchmgr start'], file)).toEqual(['running', 'absent']);
  },
);

test('without a process list both are unknown', () => {
  const evidence = gatherEvidence([frame('processes', 1), frame('vswitch-manager', 0, '2\n')]);
  expect(observeCluster(evidence)).toEqual({ vswitchmgr: 'unknown', serviceguard: 'unknown' });
  expect(evidence.gaps.map((gap) => gap.subject)).toEqual(['cluster']);
});
