import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { observeSimulated } from '../simulation/observe-simulated';
import { describeWithTool } from '../tools/require-tool';
import { hpvmctl } from './hpvmctl-process';
import { desiredText } from './workbench';

const HOSTS = ['drifting', 'synced', 'unread'] as const;
const HOSTILE = `a"b\\c<&>'`;
const WHEN = Date.parse('2026-11-22T10:00:00Z') / 1000;

let folder = '';
const texts: Record<'prometheus' | 'junit', string> = { prometheus: '', junit: '' };

/** Three hosts: one drifts and says since when, one is in sync, of one there is no snapshot. A rule with a hostile reason lets one thing stay. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-formats-'));
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  const observed = await observeSimulated(createSimulatedHost(SCENARIOS.vmhost1));
  for (const host of HOSTS.slice(0, 2)) write(`${host}.snapshot.json`, JSON.stringify({ ...observed, host }));
  write(
    'bad.snapshot.json',
    JSON.stringify({
      ...observed,
      host: 'unread',
      vswitches: [],
      coverage: [{ subject: 'vswitches', probe: 'hpvmnet', reason: HOSTILE }],
    }),
  );
  const resources = {
    drifting: {
      lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }],
      vswitches: [
        { name: 'web', uplink: 'lan3' },
        { name: 'x', uplink: 'lan3' },
      ],
    },
    synced: { lanInterfaces: [{ name: 'lan4', checksumOffload: 'on' }] },
    unread: { vswitches: [{ name: 'vmlan4', uplink: 'lan4' }] },
  };
  for (const host of HOSTS) write(`${host}.desired.json`, desiredText(resources[host], host));
  const rule = { address: 'vswitch.x', owner: HOSTILE, reason: HOSTILE, expires: '2099-12-31' };
  write('ignore.json', JSON.stringify({ formatVersion: '1', kind: 'hpvm-drift-ignore', rules: [rule] }));
  for (const format of ['prometheus', 'junit'] as const) {
    const words = [
      'drift',
      '.',
      '--snapshot',
      '.',
      '--ignore',
      'ignore.json',
      '--history',
      'history.json',
      '--format',
      format,
    ];
    const { exitCode, stdout, stderr } = await hpvmctl(words, { folder });
    if (exitCode !== 2) throw new Error(stderr);
    texts[format] = stdout;
  }
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Samples of the text format by name and labels. */
function samples(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, series = '', value = ''] = /^([a-z_]+\{[^}]*\}) (\d+)$/.exec(line) ?? [];
      if (series === '') throw new Error(`no sample: ${line}`);
      return [series, Number(value)];
    }),
  );
}

test('every host has every series, and the values are what the hosts are', () => {
  const of = samples(texts.prometheus);
  expect(of.get('hpvm_drift_status{host="drifting",status="drift"}')).toBe(1);
  expect(of.get('hpvm_drift_status{host="synced",status="in-sync"}')).toBe(1);
  expect(of.get('hpvm_drift_status{host="unread",status="unknown"}')).toBe(1);
  expect(of.get('hpvm_drift_items{host="drifting",class="missing"}')).toBe(1);
  expect(of.get('hpvm_drift_items{host="drifting",class="managed-changed"}')).toBe(1);
  expect(of.get('hpvm_drift_items{host="synced",class="managed-changed"}')).toBe(0);
  expect(of.get('hpvm_drift_items{host="unread",class="not-readable"}')).toBeGreaterThan(0);
  expect(of.get('hpvm_drift_ignored_items{host="drifting"}')).toBe(1);
  expect(of.get('hpvm_drift_since_timestamp_seconds{host="drifting"}')).toBe(WHEN);
  expect(of.has('hpvm_drift_since_timestamp_seconds{host="synced"}')).toBe(false);
  const series = (host: string): number =>
    [...of.keys()].filter((name) => name.includes(`host="${host}"`) && !name.includes('since')).length;
  expect(HOSTS.map(series)).toEqual([14, 14, 14]);
});

describe('a host with a broken document and one without a snapshot', () => {
  const NOT_COMPARED = ['broken', 'lonely'];
  const run = (...words: readonly string[]): ReturnType<typeof hpvmctl> => hpvmctl(words, { folder });
  const drift = (...words: readonly string[]): ReturnType<typeof hpvmctl> =>
    run('drift', 'some', '--snapshot', 'synced.snapshot.json', ...words);

  beforeAll(() => {
    mkdirSync(path.join(folder, 'some'));
    const tooLong = { vswitches: [{ name: 'much-too-long', uplink: 'lan4' }] };
    for (const [host, resources] of [
      ['broken', tooLong],
      ['lonely', {}],
      ['synced', {}],
    ] as const)
      writeFileSync(path.join(folder, `some/${host}.desired.json`), desiredText(resources, host));
  });

  const SAYS: readonly (readonly [string, (host: string) => string | RegExp])[] = [
    ['text', (host) => `${host}: not compared\n  ! `],
    ['markdown', (host) => `### \`${host}\`: not compared\n\n> **:x: Error: `],
    ['html', (host) => new RegExp(`not read</span> <span id="h\\d-name">${host}<`)],
    ['prometheus', (host) => `hpvm_drift_status{host="${host}",status="failed"} 1\n`],
    ['junit', (host) => `<testcase classname="${host}" name="the host could not be compared"><error `],
    ['json', (host) => new RegExp(`"failures": \\[.*"host": "${host}",\\s+"exitCode": 1`, 's')],
    ['ndjson', (host) => `"kind":"hpvm-drift-result","host":"${host}","exitCode":1,"report":null`],
  ];

  test.each(SAYS)('are told as %s', async (format, says) => {
    const { exitCode, stdout } = await drift('--format', format);
    expect(exitCode).toBe(1);
    for (const host of NOT_COMPARED) expect(stdout).toMatch(says(host));
    if (format === 'junit') expect(stdout).toMatch(/<testsuites [^>]*tests="3"[^>]*errors="2"/);
  });

  test.each(SAYS)('are told as %s where nothing else is', async (format, says) => {
    const { exitCode, stdout } = await drift('--host', 'lonely', '--format', format);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(says('lonely'));
  });

  test('are shown from the file that --out has kept, also where it holds nothing else', async () => {
    for (const hosts of [[], ['--host', 'lonely']]) {
      await drift(...hosts, '--out', 'kept.json');
      for (const [format, says] of SAYS.filter(([name]) => ['text', 'markdown', 'html', 'json'].includes(name))) {
        const { exitCode, stdout, stderr } = await run('show', 'kept.json', '--format', format);
        expect(exitCode).toBe(0);
        for (const host of hosts.length === 0 ? NOT_COMPARED : ['lonely']) expect(stdout).toMatch(says(host));
        expect(stderr).toContain('None of the snapshots is of host lonely');
      }
    }
  });

  test('that is missing from a fleet makes show tell of the part that is', async () => {
    writeFileSync(path.join(folder, 'part.ndjson'), (await drift('--shard', '1/2', '--format', 'ndjson')).stdout);
    await run('drift', 'merge', 'part.ndjson', '--out', 'merged.json');
    expect((await run('show', 'merged.json')).stdout).toContain('Not complete:\n  ! Shard 2/2 is missing');
  });
});

describeWithTool('promtool', 'prometheus', 'what the textfile collector is given', (promtool) => {
  test('is what Prometheus itself reads, without a complaint', () => {
    const { status, stdout, stderr } = spawnSync(promtool, ['check', 'metrics'], {
      input: texts.prometheus,
      encoding: 'utf8',
    });
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
  });
});

describeWithTool('xmllint', 'libxml2-utils', 'the JUnit report', (xmllint) => {
  const ask = (question: string): string => {
    const { status, stdout, stderr } = spawnSync(xmllint, ['--nonet', '--xpath', question, '-'], {
      input: texts.junit,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout.trim();
  };

  test('has a suite for each host and a case for each item, and counts them rightly', () => {
    expect(ask('count(/testsuites/testsuite)')).toBe('3');
    for (const kind of ['failure', 'error', 'skipped'] as const) {
      const attribute = { failure: 'failures', error: 'errors', skipped: 'skipped' }[kind];
      expect(ask(`number(/testsuites/@${attribute}) = count(//testcase/${kind})`)).toBe('true');
      expect(ask(`count(//testsuite[number(@${attribute}) != count(testcase/${kind})])`)).toBe('0');
    }
    expect(ask('number(/testsuites/@tests) = count(//testcase)')).toBe('true');
    expect(ask('count(//testcase[count(*) > 1 or not(@name) or not(@classname)])')).toBe('0');
    expect(ask('count(//testsuite[@name="drifting"]/testcase/failure)')).toBe('2');
    expect(ask('count(//testsuite[@name="synced"]/testcase[not(*)])')).toBe('1');
    expect(ask('count(//testsuite[@name="unread"]/testcase/error)')).not.toBe('0');
  });

  test('says a hostile reason as it was written', () => {
    expect(ask('string(//testsuite[@name="drifting"]/testcase/skipped[1]/@message)')).toBe(
      `${HOSTILE} (${HOSTILE}, until 2099-12-31)`,
    );
  });
});
