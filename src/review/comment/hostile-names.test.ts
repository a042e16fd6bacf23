import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { citationOf, halt, samplePlan } from '../../../test/review/sample-plan';
import { errorDiagnostic } from '../../model/diagnostic';
import type { Plan } from '../../plan/plan-document';
import { PLATFORMS, type PlatformName } from './platform';
import { reviewComment } from './review-comment';

const BITS = [
  ...[
    '<',
    '>',
    '</details>',
    '<script>',
    '<!--',
    '-->',
    '`',
    '```',
    '[x](',
    ')',
    '![',
    'https://evil.example',
    'www.evil.example',
  ],
  ...[
    '@octocat',
    '#1',
    '|',
    '**',
    '_',
    '~~',
    '\\',
    '\n',
    '\n\n',
    '\r',
    '\n# ',
    '\n- ',
    '\n> ',
    '    ',
    '1. ',
    ':tada:',
    '$',
    '&amp;',
    '&#60;',
  ],
  ...[
    '\u001b[31m',
    '\u001b]8;;https://evil.example\u0007',
    '\u009b2J',
    '\u202e',
    '\u200d',
    '[hpvmctl-review:a]: https://x',
    'web',
    '\ud83d',
  ],
];

const hostile = fc.array(fc.constantFrom(...BITS), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));

/** A plan in which every name and text is the hostile one. */
function planNaming(name: string): Plan {
  const step = {
    ...halt,
    title: name,
    command: ['/opt/hpvm/bin/hpvmnet', '-S', name],
    answers: [name],
    purpose: { rule: name, why: name },
  };
  return {
    ...samplePlan,
    host: name,
    changes: [
      {
        address: `vswitch.${name}`,
        action: 'update',
        fields: [{ path: name, before: name, after: name }],
        derivedBy: name,
      },
    ],
    steps: [{ ...step, after: [{ step: 's01', rule: name, why: name }] }],
    outages: samplePlan.outages.map((outage) => ({ ...outage, address: name, guests: [name] })),
    managementPath: { touched: true, through: [name] },
    certificate: {
      checker: name,
      statesChecked: 1,
      rules: [name],
      witnesses: [],
      pointsOfNoReturn: [{ step: 's01', why: name }],
    },
    diagnostics: [errorDiagnostic('needs-approval', name, name, name)],
  };
}

function commentNaming(name: string, platform: PlatformName, hosts = 1): string {
  const plan = planNaming(name);
  return reviewComment({
    hosts: [
      ...Array.from({ length: hosts }, () => ({
        kind: 'planned' as const,
        host: name,
        plan,
        observed: quickStartHost(),
        warnings: [],
      })),
      { kind: 'unplanned', host: name, diagnostics: [errorDiagnostic(name, name, name, name)] },
      { kind: 'unplanned', host: name, path: `${name}.json`, diagnostics: [errorDiagnostic('x', name, name, name)] },
    ],
    base: { digest: 'sha256:1', expectedDigest: 'sha256:2', removedHosts: [name] },
    key: 'a',
    ...PLATFORMS[platform],
    extent: 'readable',
    citationOf,
  });
}

const parser = new MarkdownIt({ html: true, linkify: true });
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** What a reader would see that nobody but us may write: tags, links, images, headings. */
function structureOf(text: string): readonly string[] {
  const tokens = parser.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  return tokens.flatMap(({ type, tag, content }) => {
    if (type === 'html_block' || type === 'html_inline') return content.match(/<[!/]?[a-z-]+/gi) ?? ['<?'];
    return [
      'link_open',
      'image',
      'heading_open',
      'table_open',
      'tr_open',
      'fence',
      'code_block',
      'blockquote_open',
    ].includes(type)
      ? [`${type} ${tag}`]
      : [];
  });
}

test.each(['github', 'gitlab', 'bitbucket'] as const)(
  'a name made of Markdown, HTML and ANSI leaves the comment on %s as it is with a harmless name',
  (platform) => {
    const harmless = structureOf(commentNaming('web', platform)).filter(
      (each) => each !== '<code' && each !== '</code',
    );
    expect(harmless).toContain('heading_open h2');
    fc.assert(
      fc.property(hostile, (name) => {
        const text = commentNaming(name, platform);
        // What a code span cannot hold is written as <code>, and a diagnostic of several lines has as many.
        expect(structureOf(text).filter((each) => each !== '<code' && each !== '</code')).toEqual(harmless);
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 150 },
    );
  },
);

test.each(['github', 'bitbucket'] as const)(
  'a name of one megabyte is cut, and the comment on %s still fits',
  (platform) => {
    const name = '<b>`x`|'.repeat(150_000);
    const text = commentNaming(name, platform, 3);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(PLATFORMS[platform].mostBytes);
    expect(text).toContain('cut: 1050000 characters');
    expect(text).toMatch(/^## Not reviewed: \d of 5 hosts/m);
  },
);
