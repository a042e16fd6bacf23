import { execFileSync, spawn } from 'node:child_process';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { displayCommand } from '../../src/model/shell-word';
import type { SweepHead, SweepResult } from '../../src/fleet/sweep';
import { quickStartHost } from '../hosts/quick-start-host';
import { describeWithTool } from '../tools/require-tool';
import { COMMAND, hpvmctl, startHpvmctl, type Finished } from './hpvmctl-process';
import { desiredText, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

const AS_IT_IS = { vswitches: [{ name: 'vmlan0', state: 'up' }] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-fleet-'));
  mkdirSync(path.join(folder, 'hosts'));
  mkdirSync(path.join(folder, 'snapshots'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const run = (...words: readonly string[]): Promise<Finished> => hpvmctl(words, { folder });
const linesOf = (text: string): readonly (SweepHead | SweepResult)[] =>
  text
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as SweepHead | SweepResult);
const resultsOf = (text: string): readonly SweepResult[] =>
  linesOf(text).flatMap((line) => (line.kind === 'hpvm-drift-result' ? [line] : []));

describe('a fleet of snapshots', () => {
  /** Every third host drifts, and for every fifth there is no snapshot. */
  const fleetOf = (count: number): void => {
    for (let number = 1; number <= count; number += 1) {
      const host = `vmhost${String(number)}`;
      write(`hosts/${host}.desired.json`, desiredText(number % 3 === 0 ? TWO_FRAMES : AS_IT_IS, host));
      if (number % 5 !== 0) write(`snapshots/${host}.snapshot.json`, JSON.stringify({ ...quickStartHost(), host }));
    }
  };
  const drift = (...words: readonly string[]): Promise<Finished> =>
    run('drift', 'hosts', '--snapshot', 'snapshots', ...words);

  test('its parts hold every host once, and merged they are the whole, in every format', async () => {
    fleetOf(14);
    const parts = await Promise.all(
      ['1/3', '2/3', '3/3'].map(async (shard, index) => {
        const format = index === 0 ? 'json' : 'ndjson';
        const part = await drift('--shard', shard, '--format', format);
        expect(part.stderr).toMatch(new RegExp(String.raw`^Shard ${shard} \(from --shard\): \d+ of 14 hosts\n`));
        write(`part-${String(index)}`, part.stdout);
        return part;
      }),
    );
    const whole = await drift('--format', 'ndjson');
    const [first, ...others] = parts;
    const { reports = [], failures = [] } = JSON.parse(first?.stdout ?? '') as Record<string, { host: string }[]>;
    const hosts = [...reports, ...failures, ...others.flatMap(({ stdout }) => resultsOf(stdout))].map(
      ({ host }) => host,
    );
    expect(hosts.sort()).toEqual(
      resultsOf(whole.stdout)
        .map(({ host }) => host)
        .sort(),
    );

    for (const format of ['text', 'json', 'markdown', 'junit', 'prometheus']) {
      const merged = await run('drift', 'merge', 'part-0', 'part-1', 'part-2', '--format', format);
      const direct = await drift('--format', format);
      expect({ format, exitCode: merged.exitCode, stdout: merged.stdout }).toEqual({
        format,
        exitCode: 2,
        stdout: direct.stdout,
      });
      expect(direct.exitCode).toBe(2);
    }
  });

  test('says elsewhere than at a terminal how far it is, in lines', async () => {
    fleetOf(20);
    const { stdout, stderr } = await drift('--format', 'ndjson');
    expect(resultsOf(stdout)).toHaveLength(20);
    const told = stderr.split('\n').filter((line) => /^\d+\/20 hosts, [\d.]+\/s, \d+ s left/.test(line));
    expect(told.length).toBeGreaterThanOrEqual(9);
    expect(stderr).toMatch(/\n20 hosts in \d+ s \([\d.]+\/s\): 11 in sync, 5 drift, 4 failed\n$/);
    expect(stderr).not.toContain('\r');
  });

  test('takes its part from the engine that runs it, when asked to', async () => {
    fleetOf(6);
    const auto = (environment: Readonly<Record<string, string>>): Promise<Finished> =>
      hpvmctl(['drift', 'hosts', '--snapshot', 'snapshots', '--shard', 'auto', '--format', 'ndjson'], {
        folder,
        environment,
      });
    const [gitlab, kubernetes] = await Promise.all([
      auto({ CI_NODE_INDEX: '2', CI_NODE_TOTAL: '2' }),
      auto({ JOB_COMPLETION_INDEX: '0', HPVMCTL_SHARD_TOTAL: '2' }),
    ]);
    expect(gitlab.stderr).toContain('Shard 2/2 (from CI_NODE_INDEX and CI_NODE_TOTAL): ');
    expect(kubernetes.stderr).toContain('Shard 1/2 (from JOB_COMPLETION_INDEX and HPVMCTL_SHARD_TOTAL): ');
    expect(resultsOf(gitlab.stdout).length + resultsOf(kubernetes.stdout).length).toBe(6);
    expect(await auto({})).toMatchObject({ exitCode: 1, stdout: '' });
  });

  test('a part of it without hosts is done, and a broken document belongs to one part alone', async () => {
    fleetOf(4);
    write('hosts/broken.desired.json', '{');
    const parts = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map((index) => drift('--shard', `${String(index)}/8`, '--format', 'ndjson')),
    );
    expect(parts.filter(({ stderr }) => stderr.includes('broken.desired.json'))).toHaveLength(1);
    expect(parts.filter(({ stdout }) => resultsOf(stdout).length === 0).length).toBeGreaterThan(0);
    for (const [index, { stdout }] of parts.entries()) write(`part-${String(index)}`, stdout);
    const merged = await run('drift', 'merge', ...parts.map((_, index) => `part-${String(index)}`));
    expect(merged.stderr).toContain('broken.desired.json');
    expect(merged.exitCode).toBe(2);
  });

  test('a part that is missing, or there twice, is named', async () => {
    fleetOf(9);
    for (const index of [1, 2, 3])
      write(`part-${String(index)}`, (await drift('--shard', `${String(index)}/4`, '--format', 'ndjson')).stdout);
    write('again', readFileSync(path.join(folder, 'part-3'), 'utf8'));
    const { exitCode, stderr } = await run('drift', 'merge', 'part-1', 'part-2', 'part-3', 'again');
    expect(stderr).toContain('Shard 4/4 is missing');
    expect(stderr).toContain('Shard 3/4 is there more than once');
    expect(exitCode).toBe(2);
    expect(await run('drift', 'merge', 'hosts/vmhost1.desired.json')).toMatchObject({ exitCode: 1, stdout: '' });
  });

  test('an empty file among parts is named, and the others are merged all the same', async () => {
    fleetOf(4);
    for (const index of [1, 2])
      write(`part-${String(index)}`, (await drift('--shard', `${String(index)}/2`, '--format', 'ndjson')).stdout);
    write('empty', '');
    const { exitCode, stdout, stderr } = await run('drift', 'merge', 'part-1', 'empty', 'part-2', '--json');
    expect(stderr).toContain('empty holds no drift of hosts');
    expect(JSON.parse(stdout)).toMatchObject({
      reports: [{ host: 'vmhost1' }, { host: 'vmhost2' }, { host: 'vmhost3' }, { host: 'vmhost4' }],
      diagnostics: [{ code: 'malformed-report' }],
    });
    expect(exitCode).toBe(2);
    write('hosts/vmhost3.desired.json', desiredText(AS_IT_IS, 'vmhost3'));
    write('all', (await drift('--format', 'ndjson')).stdout);
    expect((await run('drift', 'merge', 'all')).exitCode).toBe(0);
    expect((await run('drift', 'merge', 'all', 'empty')).exitCode).toBe(1);
  });

  test('a part whose only host fails is a part for merge in JSON too', async () => {
    write('hosts/vmhost5.desired.json', desiredText(AS_IT_IS, 'vmhost5'));
    write('snapshots/vmhost1.snapshot.json', JSON.stringify(quickStartHost()));
    const parts = await Promise.all(['1/2', '2/2'].map((shard) => drift('--shard', shard, '--json')));
    parts.forEach(({ stdout }, index) => write(`part-${String(index)}`, stdout));
    const merged = await run('drift', 'merge', 'part-0', 'part-1');
    expect(merged.exitCode).toBe(1);
    expect(merged.stderr).toContain('None of the snapshots is of host vmhost5');
    expect(merged.stderr).not.toContain('holds no drift');
  });

  test('a part of yesterday is not joined with those of today as if it were one of them', async () => {
    fleetOf(4);
    const [one, two] = await Promise.all(
      ['1/2', '2/2'].map(async (shard) => (await drift('--shard', shard, '--format', 'ndjson')).stdout),
    );
    const begun = (text: string | undefined, at: string): string =>
      (text ?? '').replace(/"startedAt":"[^"]*"/, `"startedAt":"${at}"`);
    write('part-1', begun(one, '2026-11-21T04:17:00.000Z'));
    write('part-2', begun(two, '2026-11-22T04:17:01.000Z'));
    const strict = await run('drift', 'merge', 'part-1', 'part-2', '--json');
    expect(strict.stderr).toContain('part-1: begun more than 24h before the last part');
    expect(strict.stdout).toContain('"part-older"');
    const lenient = await run('drift', 'merge', 'part-1', 'part-2', '--max-age', '2d', '--json');
    expect([lenient.stderr, lenient.stdout.includes('part-older')]).toEqual(['', false]);
    const [none] = await Promise.all([drift('--host', 'vmhost1', '--format', 'ndjson')]);
    write('part-3', begun(none.stdout, '2026-11-20T00:00:00.000Z'));
    write('part-4', none.stdout);
    expect((await run('drift', 'merge', 'part-3', 'part-4')).exitCode).toBe(1);
  });

  test('a report against another document is no result of what is asked since', async () => {
    fleetOf(2);
    const sweep = await drift('--format', 'ndjson');
    expect(sweep.exitCode).toBe(0);
    write('sweep.ndjson', sweep.stdout);
    write('hosts/vmhost2.desired.json', desiredText(TWO_FRAMES, 'vmhost2'));
    rmSync(path.join(folder, 'snapshots/vmhost2.snapshot.json'));
    const rest = await drift('--format', 'ndjson', '--resume', 'sweep.ndjson');
    expect(resultsOf(rest.stdout).map(({ host, exitCode }) => [host, exitCode])).toEqual([['vmhost2', 1]]);
    write('rest.ndjson', rest.stdout);
    const failed = await run('drift', 'merge', 'rest.ndjson', 'sweep.ndjson', '--format', 'ndjson');
    expect(failed.exitCode).toBe(1);
    expect(resultsOf(failed.stdout)[1]?.diagnostics).toMatchObject([{ code: 'no-snapshot-of-host' }]);

    // The same when it was killed before it came to that host, and when joined sweeps are joined again.
    const [head = ''] = rest.stdout.split('\n');
    write('killed.ndjson', head);
    write('joined.ndjson', failed.stdout);
    for (const files of [
      ['killed.ndjson', 'sweep.ndjson'],
      ['sweep.ndjson', 'killed.ndjson'],
      ['sweep.ndjson', 'joined.ndjson'],
    ]) {
      const merged = await run('drift', 'merge', ...files);
      expect(merged.exitCode).toBe(1);
      expect(merged.stdout).toContain('vmhost1: in sync');
      expect(merged.stdout).not.toContain('vmhost2: in sync');
    }
    expect((await run('drift', 'merge', 'killed.ndjson', 'sweep.ndjson')).stderr).toContain(
      'There is no result of vmhost2 since its document was changed',
    );
  });

  test('a result that only lacks the end of its line is not lost to the sweep behind it', async () => {
    fleetOf(2);
    const [sweep, other] = await Promise.all(
      ['vmhost1', 'vmhost2'].map((host) => drift('--host', host, '--format', 'ndjson')),
    );
    const [first, second] = [sweep?.stdout.trimEnd() ?? '', other?.stdout ?? ''];
    write('cut.ndjson', `${first}${second}`);
    expect(await run('drift', 'merge', 'cut.ndjson')).toMatchObject({ exitCode: 0, stderr: '' });
    // Torn, and a result behind it at once.
    write('torn.ndjson', `${first.slice(0, -20)}${second.slice(second.indexOf('\n') + 1)}`);
    const torn = await run('drift', 'merge', 'torn.ndjson');
    expect(torn.stderr).toContain('Line 2 of torn.ndjson is damaged');
    expect(torn.stderr).toContain('There is no result of vmhost1');
    expect(torn.stdout).toContain('vmhost2: in sync');
  });

  test('a history holds every part of the fleet, and the hosts that a resumed sweep had finished', async () => {
    fleetOf(9);
    const drifting = ['vmhost3', 'vmhost6', 'vmhost9'];
    const keptIn = (name: string): readonly string[] => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const { hosts } = JSON.parse(text) as { hosts: Record<string, object> };
      return drifting.filter((host) => Object.keys(hosts[host] ?? {}).length > 0);
    };
    for (const shard of ['1/2', '2/2']) await drift('--shard', shard, '--history', 'parts.json');
    expect(keptIn('parts.json')).toEqual(drifting);

    write('sweep.ndjson', (await drift('--format', 'ndjson', '--host', 'vmhost3')).stdout);
    await drift('--resume', 'sweep.ndjson', '--history', 'resumed.json');
    expect(keptIn('resumed.json')).toEqual(drifting);
  });

  test('a history keeps what another sweep has written meanwhile', async () => {
    fleetOf(3);
    // A host's snapshot comes through a pipe, so that the sweep is under way until it is written.
    rmSync(path.join(folder, 'snapshots/vmhost3.snapshot.json'));
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    write('vmhost1.snapshot.json', JSON.stringify({ ...quickStartHost(), host: 'vmhost1' }));
    const words = ['drift', 'hosts/vmhost3.desired.json', '--snapshot', pipe, '--history', 'history.json'];
    const slow = startHpvmctl(words, { folder });
    const other = { vmhost7: { 'changed lanInterface.lan4': '2026-11-20T00:00:00Z' } };
    const writer = createWriteStream(pipe);
    await new Promise((resolve) => writer.once('open', resolve));
    write('history.json', JSON.stringify({ formatVersion: '1', kind: 'hpvm-drift-history', hosts: other }));
    writer.end(JSON.stringify({ ...quickStartHost(), host: 'vmhost3' }));
    expect((await slow.finished).exitCode).toBe(2);
    const { hosts } = JSON.parse(readFileSync(path.join(folder, 'history.json'), 'utf8')) as { hosts: object };
    expect(hosts).toMatchObject(other);
    expect(Object.keys(hosts)).toEqual(['vmhost3', 'vmhost7']);
  });

  test('a file that cannot be written ends a sweep before it begins, and hides no drift that merge has found', async () => {
    fleetOf(3);
    for (const option of ['--out', '--history'])
      expect(await drift(option, 'nowhere/file.json')).toMatchObject({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringContaining('Cannot write nowhere/file.json') as string,
      });
    write('sweep.ndjson', (await drift('--format', 'ndjson')).stdout);
    const merged = await run('drift', 'merge', 'sweep.ndjson', '--out', 'nowhere/file.json');
    expect(merged.exitCode).toBe(2);
    expect(merged.stderr).toContain('Cannot write nowhere/file.json');
  });

  describeWithTool('script', 'bsdutils', 'at a terminal', (script) => {
    const atTerminal = (redirection: string): Promise<string> => {
      const words = ['drift', 'hosts', '--snapshot', 'snapshots', '--format', 'ndjson'];
      const line = `${displayCommand([process.execPath, COMMAND, ...words])} ${redirection}`;
      return new Promise<string>((resolve) => {
        const child = spawn(script, ['-qec', line, '/dev/null'], {
          cwd: folder,
          env: { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'xterm' },
        });
        let text = '';
        child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        child.once('close', () => resolve(text));
      });
    };

    test('shows a bar with rate and time left, on one line', async () => {
      fleetOf(12);
      const output = await atTerminal('>sweep.ndjson');
      expect(output).toMatch(/\r\[#*\.+\] \d+\/12 hosts/);
      expect(output).toMatch(/\r {20,}\r12 hosts in \d+ s \([\d.]+\/s\): 6 in sync, 4 drift, 2 failed\r\n$/);
      expect(resultsOf(readFileSync(path.join(folder, 'sweep.ndjson'), 'utf8'))).toHaveLength(12);
    });

    test('a result has a line of its own, without the bar', async () => {
      fleetOf(12);
      const output = await atTerminal('');
      const starts = output.match(/[^\r\n]*\{"formatVersion":"1","kind":"hpvm-drift-result"/g) ?? [];
      expect(starts).toHaveLength(12);
      expect(new Set(starts)).toEqual(new Set(['{"formatVersion":"1","kind":"hpvm-drift-result"']));
      expect(output).toMatch(/\r\[#*\.+\] \d+\/12 hosts/);
    });
  });
});

describe('a fleet of which hosts hang and fail', () => {
  let bench: Workbench;
  let silent: Server;
  let login: readonly string[];
  const at = (port: number): object => ({ connection: { address: '127.0.0.1', port, user: 'root' } });
  const put = (host: string, port: number): void =>
    write(`hosts/${host}.desired.json`, desiredText({ ...AS_IT_IS, ...at(port) }, host));

  beforeEach(async () => {
    bench = await openWorkbench();
    login = ['--identity', bench.server.identityFile, '--known-hosts', bench.server.knownHostsFile];
    silent = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    silent.close();
    await bench.close();
  });
  const silentPort = (): number => (silent.address() as AddressInfo).port;

  test('a host that hangs costs its time, one that fails is listed, and the others are compared', async () => {
    put('a-hangs', silentPort());
    put('b-good', bench.server.port);
    put('c-closed', 1);
    put('d-good', bench.server.port);
    const { exitCode, stdout, stderr } = await run(
      ...['drift', 'hosts', '--format', 'ndjson', '--host-timeout', '4s', '--concurrency', '2', ...login],
    );
    const codes = resultsOf(stdout).map(({ host, exitCode: code, report }) => [host, code, report?.status ?? null]);
    expect(new Map(codes.map(([host, ...rest]) => [host, rest]))).toEqual(
      new Map([
        ['a-hangs', [1, null]],
        ['b-good', [0, 'in-sync']],
        ['c-closed', [1, null]],
        ['d-good', [0, 'in-sync']],
      ]),
    );
    // It took the place of nobody: the others were done before its time was over.
    expect(codes.at(-1)?.[0]).toBe('a-hangs');
    expect(stderr).toContain('a-hangs was not read within 4s');
    expect(stderr).toContain('connection refused');
    expect(exitCode).toBe(1);
  });

  test('a sweep that is killed keeps what was finished, and another goes on with the rest', async () => {
    for (const host of ['a-good', 'b-good', 'c-hangs', 'd-hangs'])
      put(host, host.endsWith('good') ? bench.server.port : silentPort());
    const words = ['drift', 'hosts', '--format', 'ndjson', '--concurrency', '2', ...login];
    const sweep = startHpvmctl(words, { folder });
    await sweep.seen('"kind":"hpvm-drift-result","host":"a-good"');
    await sweep.seen('"kind":"hpvm-drift-result","host":"b-good"');
    sweep.process.kill('SIGKILL');
    const { stdout } = await sweep.finished;
    expect(
      resultsOf(stdout)
        .map(({ host }) => host)
        .sort(),
    ).toEqual(['a-good', 'b-good']);

    write('killed.ndjson', `${stdout}{"formatVersion":"1","kind":"hpvm-drift-res`);
    const merged = await run('drift', 'merge', 'killed.ndjson');
    expect(merged.exitCode).toBe(1);
    expect(merged.stderr).toContain('There is no result of c-hangs');
    expect(merged.stderr).toContain('Line 4 of killed.ndjson is damaged');
    expect(merged.stdout).toContain('a-good: in sync');

    // The document asks for the same, elsewhere.
    put('c-hangs', bench.server.port);
    put('d-hangs', bench.server.port);
    const rest = await run(...words, '--resume', 'killed.ndjson');
    expect(rest.stderr).toMatch(/killed\.ndjson has the reports of 2 hosts; 2 are left; it was begun \d+ s ago\n/);
    expect(
      resultsOf(rest.stdout)
        .map(({ host }) => host)
        .sort(),
    ).toEqual(['c-hangs', 'd-hangs']);
    write('killed.ndjson', `${stdout}{"formatVersion":"1","kind":"hpvm-drift-res${rest.stdout}`);
    const all = await run('drift', 'merge', 'killed.ndjson', '--format', 'prometheus');
    expect(all.exitCode).toBe(0);
    expect(all.stdout.match(/hpvm_drift_status\{[^}]*status="in-sync"\} 1/g)).toHaveLength(4);
  });
});
