import path from 'node:path';
import { faultCorpus, type FaultCase } from '../../scripts/evidence/faults/corpus';
import type { FaultKind, PlacedFault } from '../../scripts/evidence/faults/fault';
import { judgeTrial, type Verdict } from '../../scripts/evidence/faults/judge-trial';
import {
  benchOf,
  digestOfAll,
  pairAt,
  putToFaults,
  singleFaults,
  type Bench,
} from '../../scripts/evidence/faults/sweep';
import { runTrial } from '../../scripts/evidence/faults/trial';
import { isNever, kindOf } from '../../scripts/evidence/faults/violation';
import { randomFrom } from '../../scripts/evidence/random';
import { emptyTally, type Tally } from '../../scripts/evidence/tally';

const seed = Number(process.env['HPVM_EVIDENCE_SEED'] ?? '1');

/** Trials of the sample. */
const SINGLES = 60;
const PAIRS = 20;

let cases: readonly FaultCase[];
let bench: Bench;
beforeAll(async () => {
  cases = await faultCorpus(path.join(__dirname, '..', 'scenarios'), seed, 0);
  bench = benchOf(cases);
}, 60_000);

function violationsIn(tally: Tally): readonly string[] {
  return Object.keys(tally.counts)
    .filter((name) => isNever(/^\w+ violation (.*)$/.exec(name)?.[1] ?? ''))
    .flatMap((name) => [name, ...(tally.examples[name] ?? [])]);
}

async function sample(singles: number, pairs: number): Promise<{ readonly tally: Tally; readonly digest: string }> {
  const tally = emptyTally();
  const digests: string[] = [];
  const random = randomFrom(seed, 7);
  for (let number = 0; number < singles; number += 1) {
    const index = random.below(cases.length);
    const fault = random.pick(singleFaults(await bench.judged(index)).faults);
    digests.push(await putToFaults(bench, index, [fault], 'single', tally));
  }
  for (let number = 0; number < pairs; number += 1) {
    const { index, faults } = await pairAt(bench, cases.length, seed, number);
    digests.push(await putToFaults(bench, index, faults, 'pair', tally));
  }
  return { tally, digest: digestOfAll(digests) };
}

test(`whatever goes wrong, a run ends as desired, as before, or says what differs (seed ${String(seed)})`, async () => {
  const { tally } = await sample(SINGLES, PAIRS);
  expect(violationsIn(tally)).toEqual([]);
  expect(tally.counts['single trials']).toBe(SINGLES);
  expect(tally.counts['pair trials']).toBe(PAIRS);
}, 60_000);

test('the same seed gives the same courses', async () => {
  const [one, other] = [await sample(4, 2), await sample(4, 2)];
  expect(other.digest).toBe(one.digest);
}, 60_000);

test('what no table would show is not counted in silence', () => {
  expect(kindOf('broken off')).toBe('broken');
  expect(() => kindOf('strange thing')).toThrow('strange thing');
});

describe('what faults have found', () => {
  const put = async (label: string, kind: FaultKind, event: string, then?: PlacedFault): Promise<Verdict> => {
    const index = cases.findIndex((each) => each.label === label);
    const judged = await bench.judged(index);
    const faults = [{ kind, at: { event } }, ...(then === undefined ? [] : [then])];
    return judgeTrial(judged, faults, await runTrial(judged.original, faults, bench.hosts));
  };

  test('a setting in netconf that was said to be saved, and was not, is no success', async () => {
    const verdict = await put('an-aggregate-becomes-a-failover-group', 'zero-without-effect', 'before command s07');
    expect(verdict).toMatchObject({ said: '7', violations: [] });
  });

  test('what was saved before and cannot be saved like that again is no verified rollback', async () => {
    const verdict = await put('an-aggregate-becomes-a-failover-group', 'hangs-with-effect', 'before command s08');
    expect(verdict).toMatchObject({ ending: 'neither', said: '7', violations: [] });
  });

  test('an object that is gone and still called ours is no verified rollback', async () => {
    const verdict = await put('a-change-on-a-serviceguard-node', 'disk-full-10-min', 'after read-back s02');
    expect(verdict).toMatchObject({ ending: 'neither', said: '7', violations: [] });
  });

  test.each(['before tool mkdir rc3.d', 'before tool cp hpvmctl', 'before tool rm hpvmctl'])(
    'a tool that hangs does not hang the run: %s',
    async (event) => {
      expect(await put('a-change-on-a-serviceguard-node', 'tool-hangs', event)).toMatchObject({ violations: [] });
    },
  );

  test('a full disk before the first step is a run that did nothing', async () => {
    const verdict = await put('a-change-on-a-serviceguard-node', 'disk-full', 'after tool mv go');
    expect(verdict).toMatchObject({ ending: 'original', said: '1', violations: [] });
  });

  test('saved settings that no file shows are not said to be as before', async () => {
    const label = 'checksum-offload-comes-on-when-the-vlan-is-gone';
    const verdict = await put(label, 'torn-journal', 'after record run outcome s07');
    expect(verdict).toMatchObject({ ending: 'neither', said: '7', violations: [] });
  });

  test('a saved VLAN interface that was said to be removed, and was not, is no success', async () => {
    const label = 'a-host-vlan-interface-gets-another-name';
    expect(await put(label, 'zero-without-effect', 'before command s03')).toMatchObject({ said: '7', violations: [] });
  });

  test('a NIC of a guest that has started with the host is not put back while it runs', async () => {
    const label = 'two-stopped-guests-swap-ports-and-keep-their-vlans';
    expect(await put(label, 'reboot', 'after read-back s05')).toMatchObject({ said: '7', violations: [] });
    expect(await put(label, 'reboot', 'after record run intent s02')).toMatchObject({ said: '7', violations: [] });
  });

  test('on a full disk one alone takes a run back behind a boot, and halts what the boot has started', async () => {
    const label = 'the-vswitch-manager-is-to-be-restarted-after-a-change';
    const boots = { kind: 'reboot', at: { eventsLater: 1 } } as const;
    const verdict = await put(label, 'disk-full', 'after record run outcome s01', boots);
    expect(verdict).toMatchObject({ said: '7', violations: [] });
  });

  test('a tool that hangs on a full disk is ended, though nobody can note which it is', async () => {
    const label = 'a-new-aggregate-for-an-existing-vswitch';
    const hangs = { kind: 'tool-hangs', at: { eventsLater: 19 } } as const;
    const verdict = await put(label, 'disk-full-10-min', 'after read-back s03', hangs);
    expect(verdict).toMatchObject({ ending: 'original', said: '6', violations: [] });
  });

  test("a vswitch that was said to be deleted, and is there, is no success, though it is nobody's by then", async () => {
    const label = 'a-vswitch-gets-another-name-and-its-stopped-guests-move-along';
    const garbled = { kind: 'garbled', at: { eventsLater: 2 } } as const;
    const verdict = await put(label, 'zero-without-effect', 'before command s06', garbled);
    expect(verdict).toMatchObject({ ending: 'original', said: '6', violations: [] });
  });

  test('a NIC that garbled output does not show is not taken for removed', async () => {
    const dies = { kind: 'runner-killed', at: { eventsLater: 8 } } as const;
    const verdict = await put('two-stopped-guests-swap-mac-addresses', 'garbled', 'before read-back s03', dies);
    expect(verdict).toMatchObject({ ending: 'original', said: '6', violations: [] });
  });

  test('a setting that no document declares is read back all the same', async () => {
    const label = 'mac-validation-is-switched-on-while-nics-are-added';
    expect(await put(label, 'zero-without-effect', 'before command s01')).toMatchObject({ violations: [] });
    expect(await put(label, 'zero-without-effect', 'before command s03')).toMatchObject({ said: '7', violations: [] });
  });

  test('a boot script that a full disk left empty is put away', async () => {
    const gone = { kind: 'network-gone', at: { eventsLater: 9 } } as const;
    const verdict = await put('a-change-on-a-serviceguard-node', 'disk-full-10-min', 'after tool mkdir rc3.d', gone);
    expect(verdict).toMatchObject({ ending: 'original', said: '1', violations: [] });
  });

  test('a lock that outlives its run is told', async () => {
    const boots = { kind: 'reboot', at: { eventsLater: 4 } } as const;
    const label = 'a-vlan-is-set-on-a-vswitch-that-stays-down';
    expect(await put(label, 'network-gone', 'after record run locked', boots)).toMatchObject({ violations: [] });
  });

  test('a boot is taken back by the boot script, and what hangs there is ended', async () => {
    const hangs = { kind: 'hangs-with-effect', at: { eventsLater: 1 } } as const;
    const label = 'a-vlan-on-a-ten-gigabit-uplink-turns-offload-off-first';
    expect(await put(label, 'reboot', 'after command s06', hangs)).toMatchObject({
      ending: 'original',
      violations: [],
    });
  });
});
