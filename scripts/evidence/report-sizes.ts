import { counts, named, table } from './markdown';
import type { Tally } from './tally';

/** Plan and proof of large hosts, in ratios. */
export function sizes(tally: Tally): readonly string[] {
  const found = counts(tally);
  if (found('sizes') === 0) return [];
  const names = [
    ...new Set(named(tally, 'size ').map(([name]) => name.replace(/ (steps|plan ms|proof ms|\S+ and \S+)$/, ''))),
  ].sort();
  const ratio = (what: string): string => {
    const [small, large] = [1000, 10_000].map((size) => found(`size ${size} resources, everything new ${what}`));
    return `${((large ?? 0) / Math.max(small ?? 0, 0.001)).toFixed(1)} times`;
  };
  return [
    '## Size',
    '',
    'Many guests: 100 vswitches on uplinks of their own, 256 running guests, 2,048 guest NICs in VLANs. Medians of three runs in one',
    'process; `npm run bench` measures cold starts.',
    '',
    ...table(
      ['host', 'steps', 'plan', 'proof', 'proof / plan'],
      names.map((name) => {
        const [planMs, proofMs] = [found(`size ${name} plan ms`), found(`size ${name} proof ms`)];
        const times = [
          `${planMs.toFixed(0)} ms`,
          `${proofMs.toFixed(0)} ms`,
          (proofMs / Math.max(planMs, 0.001)).toFixed(2),
        ];
        const [answer = ''] = named(tally, `size ${name} `).flatMap(([what]) =>
          /^\S+ and \S+$/.test(what) ? [what] : [],
        );
        return [`${name} (${answer})`, found(`size ${name} steps`), ...times];
      }),
    ),
    `10,000 resources against 1,000: plan ${ratio('plan ms')}, proof ${ratio('proof ms')}.`,
    '',
  ];
}
