// Writes a pull request on many hosts that all change, for timing reviews: `node write-review.cjs FOLDER HOSTS`.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { largeHost } from './large-host';

const [, , folder = '.', count = '1'] = process.argv;
/** What a host becomes: everything new on 50 resources, the same on 20, and one port VLAN among 50. */
const [many, few] = [largeHost(50), largeHost(20)];
const kinds = [
  { desired: many.desired, observed: many.empty },
  { desired: few.desired, observed: few.empty },
  { desired: many.desired, observed: many.nearly },
];
const place = (kind: string, file: string): string => path.join(folder, count, kind, file);
for (const kind of ['desired', 'base', 'snapshots']) mkdirSync(path.join(folder, count, kind), { recursive: true });
for (let index = 0; index < Number(count); index += 1) {
  const host = `vmhost${String(index + 1).padStart(3, '0')}`;
  const { desired, observed } = kinds[index % kinds.length] ?? { desired: many.desired, observed: many.empty };
  writeFileSync(place('desired', `${host}.desired.json`), JSON.stringify({ ...desired, host }));
  // Before the request the last NIC was not there, so that the base is planned, too.
  const base = { ...desired, host, guestNics: desired.guestNics?.slice(0, -1) ?? [] };
  writeFileSync(place('base', `${host}.desired.json`), JSON.stringify(base));
  writeFileSync(place('snapshots', `${host}.snapshot.json`), JSON.stringify({ ...observed, host }));
}
