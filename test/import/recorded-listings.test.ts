import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importHost } from '../../src/import/import-host';
import { importedProject } from '../../src/import/project/imported-project';
import { hasErrors } from '../../src/model/diagnostic';
import { discoverRecorded, withAnswers } from '../recordings/discover-recorded';
import { SMALL_HOST_FILES } from '../recordings/small-host';
import { documentsOf, planOf } from './run-imported';

const FOLDER = path.join(__dirname, '..', 'recordings');

/** Where a recording of each kind is put into the small host: a command with its words, or a file. */
const PLACES: Readonly<Record<string, readonly [command: string, words: string] | string>> = {
  hpvmnet: ['/opt/hpvm/bin/hpvmnet', ''],
  'hpvmnet-S': ['/opt/hpvm/bin/hpvmnet', '-S vmlan4'],
  hpvmstatus: ['/opt/hpvm/bin/hpvmstatus', ''],
  'hpvmstatus-d': ['/opt/hpvm/bin/hpvmstatus', '-P db01 -d'],
  'hpvmstatus-V': ['/opt/hpvm/bin/hpvmstatus', '-P db01 -V'],
  'hpvmdevmgmt-l': ['/opt/hpvm/bin/hpvmdevmgmt', '-l'],
  hpvmconf: '/etc/rc.config.d/hpvmconf',
  'nwmgr-g': ['/usr/sbin/nwmgr', '-g'],
  'nwmgr-S-apa': ['/usr/sbin/nwmgr', '-g -S apa'],
  swlist: ['/usr/sbin/swlist', ''],
  ioscan: ['/usr/sbin/ioscan', '-FnkClan'],
  'netstat-in': ['/usr/bin/netstat', '-in'],
  ps: ['/usr/bin/ps', '-e -o pid,user,args'],
  netconf: '/etc/rc.config.d/netconf',
  hp_apaconf: '/etc/rc.config.d/hp_apaconf',
  hp_apaportconf: '/etc/rc.config.d/hp_apaportconf',
  lanconfig: '/etc/lanmon/lanconfig.ascii',
  vlanconf: '/etc/rc.config.d/vlanconf',
  hpietherconf: '/etc/rc.config.d/hpietherconf',
  hpixgbeconf: '/etc/rc.config.d/hpixgbeconf',
};

const recordings = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((release) => readdirSync(path.join(FOLDER, release.name)).map((kind) => ({ release: release.name, kind })))
  .flatMap(({ release, kind }) =>
    kind in PLACES
      ? readdirSync(path.join(FOLDER, release, kind))
          .filter((name) => name.endsWith('.txt'))
          .map((name) => ({ kind, file: path.join(release, kind, name) }))
      : [],
  );

test('the small host with any recording in place becomes code that plans as a no-op, or is not readable enough for any plan', async () => {
  const seen = { 'no-op': 0, unreadable: 0, refused: 0 };
  for (const { kind, file } of recordings) {
    const place = PLACES[kind] ?? '';
    const text = readFileSync(path.join(FOLDER, file), 'utf8');
    const found = await (typeof place === 'string'
      ? discoverRecorded(undefined, { ...SMALL_HOST_FILES, [place]: text })
      : discoverRecorded(withAnswers({ [place[0]]: { [place[1]]: { stdout: text } } })));
    if (!found.ok) {
      seen.refused += 1;
      continue;
    }
    // The record of what this tool made belongs to another listing.
    const observed = { ...found.value, ownedAddresses: [] };
    const [document] = documentsOf(importedProject([importHost({ observed })]));
    if (document === undefined) throw new Error('no document was written');
    const { status, changes, diagnostics } = planOf(document, observed);
    const codes = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    if (hasErrors(diagnostics)) {
      // Unknown is not absent: nothing can be planned, not even nothing.
      expect({ file, changes, codes: [...new Set(codes)] }).toEqual({ file, changes: [], codes: ['unknown-state'] });
      expect(observed.coverage).not.toEqual([]);
      seen.unreadable += 1;
    } else {
      expect({ file, status, changes }).toEqual({ file, status: 'no-op', changes: [] });
      seen['no-op'] += 1;
    }
  }
  console.log(`import over ${String(recordings.length)} recordings: ${JSON.stringify(seen)}`);
  expect(seen['no-op']).toBeGreaterThan(seen.unreadable);
}, 300_000);
