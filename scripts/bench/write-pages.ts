// Writes pages for `npm run bench -- page` and prints how long each took to make: `node write-pages.cjs FOLDER`.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { digestOf } from '../../src/model/canonical-json';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Plan } from '../../src/plan/plan-document';
import { planHost } from '../../src/plan/plan-host';
import { planPage } from '../../src/review/page/plan-page';
import { ruleCitations } from '../../src/workflow/safety-rules';
import { changeOfGuests, hostOfGuests } from '../../test/hosts/host-of-guests';
import { planFor } from '../../test/hosts/plan-for';
import { largestHost } from './large-host';

const [, , folder = '.'] = process.argv;
const made: Record<string, { readonly makeMs: number; readonly kilobytes: number }> = {};

for (const guests of [3, 256]) {
  const host = hostOfGuests(guests);
  write(`${String(guests)} guests`, planFor(changeOfGuests(host), host), host);
}
const largest = largestHost();
const input = { desired: largest.desired, desiredDigest: digestOf(largest.desired), acceptRecalled: true };
write('256 guests, 2048 NICs, one VLAN', planHost({ ...input, observed: largest.nearly }), largest.nearly);
write('256 guests, 2048 NICs, all new', planHost({ ...input, observed: largest.empty }), largest.empty);
process.stdout.write(`${JSON.stringify(made)}\n`);

function write(name: string, plan: Plan, observed: ObservedHost): void {
  const begin = performance.now();
  const text = planPage([{ plan, observed }], ruleCitations());
  made[name] = { makeMs: performance.now() - begin, kilobytes: text.length / 1_024 };
  writeFileSync(path.join(folder, `${name}.html`), text);
}
