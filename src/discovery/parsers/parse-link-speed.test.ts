import { parseLinkSpeed } from './parse-link-speed';

test.each([
  ['1 Gbps Full Duplex', 1000],
  ['10 Gbps Full Duplex', 10_000],
  ['100 Mbps Half Duplex', 100],
  ['10 Mbps', 10],
  ['2.5 Gbps Full Duplex', 2500],
])('%s is %d Mbit/s', (text, megabits) => {
  expect(parseLinkSpeed(text)).toBe(megabits);
});

test.each(['0 Mbps', '', '1000000000', 'auto', '1 Gbps and more', 'about 1 Gbps', '0.5 Mbps'])(
  '%j is no speed that we know',
  (text) => {
    expect(parseLinkSpeed(text)).toBeNull();
  },
);
