import { readFileSync } from 'node:fs';
import path from 'node:path';

import { decodeDesiredText } from '../../src/desired/decode-desired-text';
import { desiredDigest } from '../../src/desired/desired-digest';
import { planHost } from '../../src/plan/plan-host';
import { reviewSummary } from '../../src/review/comment/review-summary';
import { applyReportOf } from '../../src/workflow/apply-report-of';
import { quickStartHost } from '../hosts/quick-start-host';
import { faultsOf } from './published-schema';

const root = path.join(__dirname, '../..');

describe('the published JSON Schemas accept what the program writes, and nothing beside it', () => {
  const golden = path.join(root, 'examples/quickstart/vmhost1.desired.golden.json');
  const decoded = decodeDesiredText(readFileSync(golden, 'utf8'), golden);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  const desired = decoded.value;
  const observed = quickStartHost();
  const plan = planHost({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: false });

  const reviewed = { kind: 'planned', host: 'vmhost1', plan, observed, warnings: [] } as const;
  const unplanned = { kind: 'unplanned', host: 'vmhost2', diagnostics: [] } as const;
  const summary = reviewSummary({ hosts: [reviewed, unplanned] }, desiredDigest(desired)) as object;

  test.each([
    ['review-summary', summary],
    ['desired-host', desired],
    ['observed-host', observed],
    ['plan', plan],
    ['apply-report', applyReportOf('vmhost1', 'refused', 4, { plan, diagnostics: plan.diagnostics })],
  ])('%s', (name, document) => {
    expect(faultsOf(name, document)).toEqual([]);
    expect(faultsOf(name, { ...document, surprise: 1 })).toEqual([' must NOT have additional properties']);
    expect(faultsOf(name, { ...document, formatVersion: '2' })).toEqual(['/formatVersion must be equal to constant']);
  });
});
