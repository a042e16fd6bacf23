// Writes the pages that `npm run pictures` photographs: `node write-pages.cjs FOLDER`.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { desiredDigest } from '../../src/desired/desired-digest';
import type { ObservedHost } from '../../src/model/observed-host';
import { planPage } from '../../src/review/page/plan-page';
import { provenPlan } from '../../src/workflow/proven-plan';
import { ruleCitations } from '../../src/workflow/safety-rules';
import { changeOfGuests, hostOfGuests } from '../../test/hosts/host-of-guests';
import { LACP_AGGREGATE } from '../../test/hosts/proven-plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';

const [, , folder = '.'] = process.argv;

write('quick-start', quickStartHost(), {
  ...LACP_AGGREGATE,
  vswitches: [
    { name: 'vmlan3', uplink: 'lan3', state: 'up' },
    { name: 'vmlan4', uplink: 'lan4' },
    { name: 'vmlan900', uplink: 'lan900' },
  ],
  guestNics: [
    { guest: 'web01', slot: '0,1', vswitch: 'vmlan4', vlanId: 120 },
    { guest: 'web01', slot: '0,3', vswitch: 'vmlan3', adapter: 'avio_lan' },
  ],
});
const large = hostOfGuests(256);
write('256-guests', large, changeOfGuests(large));

function write(name: string, observed: ObservedHost, lists: object): void {
  const document = { formatVersion: '1', kind: 'hpvm-desired-host', host: observed.host, ...lists };
  const decoded = decodeDesiredHost(document, name);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  const desired = decoded.value;
  const plan = provenPlan({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: true });
  writeFileSync(path.join(folder, `${name}.html`), planPage([{ plan, observed }], ruleCitations()));
}
