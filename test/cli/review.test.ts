import { faultsOf } from '../schema/published-schema';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { desiredText, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
  bench.write(
    'head/vmhost1.desired.json',
    desiredText({ ...TWO_FRAMES, vswitches: [{ name: 'web', uplink: 'lan3' }] }),
  );
  bench.write('base/vmhost1.desired.json', desiredText(TWO_FRAMES));
  bench.write('snapshots/readme.txt', 'not a snapshot');
  const taken = await bench.run('discover', '--host', 'vmhost1', '--out', 'snapshots/vmhost1.snapshot.json');
  expect(taken.exitCode).toBe(0);
});

afterAll(() => bench.close());

/** Without any way to a host. */
const review = (...words: readonly string[]): Promise<Finished> =>
  hpvmctl(['review', 'head', '--snapshot', 'snapshots', ...words], { folder: bench.folder });

test('a folder of snapshots stands in for the hosts, and two runs give the same bytes', async () => {
  const first = await review();
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(first.stdout).toContain('## Safe: 1 host, 2 changes');
  expect((await review()).stdout).toBe(first.stdout);
});

test('what was pending without the request is told apart, and a base that moved is said', async () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const { stdout } = await review('--base', 'base', '--base-digest', digest, '--summary', 'summary.json');
  expect(stdout).toContain(
    'This request changes what is planned for 1 of 1 host; on 1 host changes were pending already.',
  );
  expect(stdout).toContain('-&gt; 2<br>pending without this request');
  expect(stdout).toContain('**The base has moved**');
  const summary = JSON.parse(bench.read('summary.json')) as { readonly baseDigest: string };
  expect(faultsOf('review-summary', summary)).toEqual([]);
  expect(faultsOf('review-summary', { ...summary, surprise: 1 })).not.toEqual([]);
  expect(summary).toMatchObject({ kind: 'hpvm-review-summary', verdict: 'safe', hosts: [{ host: 'vmhost1' }] });
  const again = await review('--base', 'base', '--base-digest', summary.baseDigest);
  expect(again.stdout).not.toContain('The base has moved');
});

test('an old snapshot is warned of, without a word that depends on the clock', async () => {
  const old = JSON.stringify({
    ...JSON.parse(bench.read('snapshots/vmhost1.snapshot.json')),
    observedAt: '2020-01-02T03:04:05Z',
  });
  bench.write('old/vmhost1.snapshot.json', old);
  const { stdout, stderr, exitCode } = await hpvmctl(
    ['review', 'head', '--snapshot', 'old', '--max-snapshot-age', '7d'],
    {
      folder: bench.folder,
    },
  );
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/The snapshot of vmhost1 was taken at 2020-01-02T.*, longer ago than 7d/);
  expect(stderr).toContain('The snapshot of vmhost1 was taken at 2020-01-02T03:04:05Z');
});

test('a snapshot of the future is warned of', async () => {
  const taken = JSON.parse(bench.read('snapshots/vmhost1.snapshot.json')) as object;
  bench.write('future/vmhost1.snapshot.json', JSON.stringify({ ...taken, observedAt: '2099-01-02T03:04:05Z' }));
  const words = ['review', 'head', '--snapshot', 'future'];
  const { stdout, exitCode } = await hpvmctl(words, { folder: bench.folder });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/The snapshot of vmhost1 says that it was taken at 2099-01-02T.*, which is yet to come/);
});

describe('documents that cannot be used', () => {
  const tooLong = { vswitches: [{ name: 'much-too-long', uplnk: 'lan4' }] };
  beforeAll(() => {
    bench.write('some/vmhost1.desired.json', bench.read('head/vmhost1.desired.json'));
    bench.write('some/vmhost2.desired.json', desiredText(tooLong, 'vmhost2'));
    bench.write('broken/vmhost1.desired.json', desiredText(tooLong));
    bench.write('none/readme.txt', '');
  });
  const reviewOf = (...words: readonly string[]): Promise<Finished> =>
    hpvmctl(['review', ...words, '--snapshot', 'snapshots'], { folder: bench.folder });

  test('count as one host each, and say whose they are and where', async () => {
    const { exitCode, stdout } = await reviewOf('some', '--base', 'some', '--summary', 'some.json');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^## Not reviewed: .*2 hosts/m);
    expect(stdout).toContain('| `vmhost2` | **not reviewed** |');
    expect(stdout).toContain('- `vmhost2` (`some/vmhost2.desired.json`)');
    expect(stdout).not.toContain('No longer described');
    const summary = JSON.parse(bench.read('some.json')) as object;
    expect(summary).toMatchObject({
      verdict: 'not reviewed',
      hosts: [
        { host: 'vmhost1', verdict: 'safe' },
        { host: 'vmhost2', verdict: 'not reviewed', contentDigest: null },
      ],
    });
    expect(faultsOf('review-summary', summary)).toEqual([]);
    expect((await reviewOf('some', '--format', 'text')).stdout).toMatch(
      /\nNot reviewed:\n {2}vmhost2 \(some\/vmhost2\.desired\.json\)\n {4}\S/,
    );
  });

  test('are told also where there are no others', async () => {
    const { exitCode, stdout } = await reviewOf('broken');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('## Not reviewed: 1 host');
    expect(stdout).toContain('- `vmhost1` (`broken/vmhost1.desired.json`)');
  });

  test.each(['broken', 'none'])('in a base (%s) keep no request from being reviewed', async (base) => {
    const { exitCode, stdout, stderr } = await reviewOf('head', '--base', base);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('This request changes what is planned for 1 of 1 host');
    expect(stderr).toContain('Warning: Not all of the base could be read');
    expect(stderr).not.toContain('Error');
  });

  test('are not taken for a base that is not there at all', async () => {
    const { exitCode, stdout, stderr } = await reviewOf('head', '--base', 'nowhere');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('There is no file or folder nowhere');
  });
});

test('two different snapshots of one host are an error, and so is a folder without any', async () => {
  const both = await review('--snapshot', 'old');
  expect(both).toMatchObject({ exitCode: 1, stdout: '' });
  expect(both.stderr).toContain('There are several snapshots of vmhost1');
  const none = await hpvmctl(['review', 'head', '--snapshot', 'base'], { folder: bench.folder });
  expect(none).toMatchObject({ exitCode: 1, stdout: '' });
  expect(none.stderr).toContain('The folder base holds no *.snapshot.json');
});

test.each([
  ['--key', 'a-->b'],
  ['--key', 'a--b'],
  ['--max-length', '100'],
  ['--details-url', 'javascript:alert(1)'],
  ['--details-url', 'https://a>b'],
  ['--base-digest', 'abc'],
  ['--max-snapshot-age', 'yesterday'],
])('%s %s is refused', async (option, value) => {
  expect(await review(option, value)).toMatchObject({ exitCode: 1, stdout: '' });
});

test('a base that is missing is to be synthesized or left out, and without a way to the host a snapshot serves', async () => {
  const base = await review('--base', 'no-base');
  expect(base.exitCode).toBe(1);
  expect(base.stderr.replaceAll(/\s+/g, ' ')).toContain('It was named with --base: synthesize the target branch there');
  expect(base.stderr).not.toContain('Run your CDKTF program');
  const live = await hpvmctl(['review', 'head', '--connect', `root@127.0.0.1:${String(bench.server.port)}`], {
    folder: bench.folder,
  });
  expect(live.exitCode).toBe(1);
  expect(live.stderr.replaceAll(/\s+/g, ' ')).toContain('review takes it with --snapshot FILE');
  // An address that was typed is no name that ssh_config ought to know.
  expect(live.stderr).toContain('No key to log in');
  expect(live.stderr).not.toContain('HostName');
});
