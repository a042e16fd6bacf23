import { showValue } from './show-value';
import { suggestName } from './suggest-name';

const properties = ['guest', 'slot', 'vswitch', 'vlanId', 'adapter', 'port', 'mac', 'from'];

describe('suggesting the name that was meant', () => {
  test.each([
    ['vlan', 'vlanId'],
    ['vlan_id', 'vlanId'],
    ['VLANID', 'vlanId'],
    ['vswich', 'vswitch'],
    ['guestName', 'guest'],
    ['adaptor', 'adapter'],
    ['macs', 'mac'],
    ['colour', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])('%s: %s', (name, meant) => {
    expect(suggestName(name, properties)).toBe(meant);
  });
});

describe('quoting a value in a message', () => {
  test.each([
    ['a "b"', '"a \\"b\\""'],
    [undefined, 'undefined'],
    [null, 'null'],
    [Number.NaN, 'NaN'],
    [7n, '7'],
    [[], '[]'],
    [[1, 2], 'a list of 2'],
    [{ a: 1 }, 'an object'],
    ['\u001b[31m\u009b\u202e', '"\\u001b[31m\\u009b\\u202e"'],
  ])('%p', (value, shown) => {
    expect(showValue(value)).toBe(shown);
  });

  test('cuts what is long', () => {
    expect(showValue('x'.repeat(1000))).toHaveLength(80);
  });
});
