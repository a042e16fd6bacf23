// Writes the pages that `npm run pictures` photographs: `node write-pages.cjs FOLDER`.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { desiredDigest } from '../../src/desired/desired-digest';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Plan } from '../../src/plan/plan-document';
import { planPage } from '../../src/review/page/plan-page';
import { provenPlan } from '../../src/workflow/proven-plan';
import { ruleCitations } from '../../src/workflow/safety-rules';
import { changeOfGuests, hostOfGuests } from '../../test/hosts/host-of-guests';
import { picturedSteps } from '../quickstart/pictured-steps';
import { quickStartPlan } from '../quickstart/quick-start-plan';

const [, , folder = '.'] = process.argv;

void main();

/** Besides the pages: the steps that the pictures of the quick start show, for the test that knows when they are out of date. */
async function main(): Promise<void> {
  const quickStart = await quickStartPlan();
  write('quick-start', quickStart);
  writeFileSync(path.join(folder, 'quick-start-steps.txt'), picturedSteps(quickStart.plan));
  const large = hostOfGuests(256);
  write('256-guests', { plan: planned(large, changeOfGuests(large)), observed: large });
}

function planned(observed: ObservedHost, lists: object): Plan {
  const document = { formatVersion: '1', kind: 'hpvm-desired-host', host: observed.host, ...lists };
  const decoded = decodeDesiredHost(document, observed.host);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  const desired = decoded.value;
  return provenPlan({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: true });
}

function write(name: string, host: { readonly plan: Plan; readonly observed: ObservedHost }): void {
  writeFileSync(path.join(folder, `${name}.html`), planPage([host], ruleCitations()));
}
