import type { DriftItem } from './drift-item';
import { historyAfter, NO_HISTORY, readHistory, withSince } from './drift-history';

const item: DriftItem = { class: 'missing', address: 'vswitch.web', action: 'create', fields: [] };
const unread: DriftItem = { class: 'not-readable', address: 'vmhost1', action: null, fields: [] };
const [MONDAY, TUESDAY] = ['2026-11-23T04:00:00Z', '2026-11-24T04:00:00Z'];
const seen = (observedAt: string, ...items: readonly DriftItem[]) => ({ host: 'vmhost1', observedAt, items });

test('an item is seen since the first look that found it, for as long as each look finds it', () => {
  const monday = historyAfter(NO_HISTORY, [seen(MONDAY, item)]);
  expect(withSince(monday, 'vmhost1', [item], TUESDAY)).toEqual([{ ...item, since: MONDAY }]);
  const gone = historyAfter(monday, [seen(TUESDAY)]);
  expect(withSince(gone, 'vmhost1', [item], TUESDAY)).toEqual([{ ...item, since: TUESDAY }]);
});

test('a look that could not read all of the host forgets nothing', () => {
  const monday = historyAfter(NO_HISTORY, [seen(MONDAY, item)]);
  const tuesday = historyAfter(monday, [seen(TUESDAY, unread)]);
  expect(withSince(tuesday, 'vmhost1', [item], TUESDAY)).toEqual([{ ...item, since: MONDAY }]);
});

test('hosts that were not looked at stay, and names of properties of objects are names of hosts', () => {
  const both = historyAfter(NO_HISTORY, [seen(MONDAY, item), { ...seen(MONDAY, item), host: 'constructor' }]);
  expect(Object.keys(historyAfter(both, [seen(TUESDAY)]).hosts)).toEqual(['constructor', 'vmhost1']);
  expect(withSince(NO_HISTORY, 'constructor', [item], TUESDAY)).toEqual([{ ...item, since: TUESDAY }]);
});

test('a history comes back as it was written, and a damaged one is refused', () => {
  const history = historyAfter(NO_HISTORY, [seen(MONDAY, item)]);
  expect(readHistory(JSON.stringify(history), 'h.json')).toMatchObject({ ok: true, value: history });
  expect(readHistory('{', 'h.json')).toMatchObject({ ok: false, diagnostics: [{ code: 'history-invalid' }] });
  expect(readHistory('{"hosts":{}}', 'h.json')).toMatchObject({ ok: false });
});
