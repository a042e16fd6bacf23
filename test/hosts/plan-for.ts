import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { desiredDigest } from '../../src/desired/desired-digest';
import type { DesiredHost } from '../../src/model/desired-host';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Plan } from '../../src/plan/plan-document';
import { planHost } from '../../src/plan/plan-host';

/** Desired state of vmhost1 with these lists, through the decoder; a document that is not valid fails the test. */
function desiredWith(lists: object): DesiredHost {
  const document = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...lists };
  const decoded = decodeDesiredHost(document, 'test');
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics, null, 2));
  return decoded.value;
}

/** Plans these lists against a host. */
export function planFor(lists: object, observed: ObservedHost, acceptRecalled = true): Plan {
  const desired = desiredWith(lists);
  return planHost({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled });
}
