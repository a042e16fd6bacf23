import { randomFrom } from '../random';
import { emptyTally, type Tally } from '../tally';
import { hostileBases } from './bases';
import { hostileDocument, hostilePlan, type Surroundings } from './hostile-documents';
import { DISCOVERY_COMMANDS, hostileListings } from './hostile-listings';
import { reportJudge } from './judge-reports';
import { shownCommands } from './shown-commands';
import { stepBatch } from './step-batch';
import { openStubHost } from './stub-host';

/** Shares of the kinds of cases. */
const SHARES = { documents: 0.15, plans: 0.15, output: 0.4, shown: 0.3 } as const;

/** Every command, with one answer for all words. */
const PLAIN_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.keys(DISCOVERY_COMMANDS).map((command) => [command, []])),
  ...{ '/opt/hpvm/bin/hpvmmodify': [], '/usr/sbin/ch_rc': [] },
};

/** Counts what so many hostile values come to; the same seed makes the same values. */
export async function putToTheTest(run: { readonly cases: number; readonly seed: number }): Promise<Tally> {
  const tally = emptyTally();
  const bases = await hostileBases();
  const asked = openStubHost(DISCOVERY_COMMANDS);
  const called = openStubHost(PLAIN_COMMANDS);
  try {
    const surroundings = (stream: number, host = called): Surroundings => ({
      ...{ bases, host, random: randomFrom(run.seed, stream), tally },
      ...{ batch: stepBatch(host, tally), judge: reportJudge(tally) },
    });
    const [documents, plans, output, shown] = [
      surroundings(1),
      surroundings(2),
      surroundings(3, asked),
      surroundings(4),
    ];
    for (let done = 0; done < run.cases * SHARES.documents; done += 1) hostileDocument(documents);
    documents.batch.flush();
    for (let done = 0; done < run.cases * SHARES.plans; done += 1) hostilePlan(plans);
    plans.batch.flush();
    for (let done = 0; done < run.cases * SHARES.shown;) done += shownCommands(shown);
    for (let done = 0; done < run.cases * SHARES.output;) done += await hostileListings(output);
  } finally {
    asked.close();
    called.close();
  }
  const { counts } = tally;
  const reached = ['cases in host output', 'cases in shown commands', 'steps carried out'];
  counts['cases through a real shell'] = reached.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  return tally;
}

/** What must not happen. */
const NEVER = ['escapes', 'obeyed characters', 'foreign markup', 'changed structure', 'planned and refused'] as const;

/** What was counted besides, in the order in which it is told. */
const TOLD = [
  ...['cases', 'cases in desired documents', 'cases in plans', 'cases in host output', 'cases in shown commands'],
  ...[
    'refused',
    'let through',
    'steps carried out',
    'commands of discovery',
    'hosts that were observed',
    'hosts that were refused',
  ],
  ...['reports', 'Markdown reports'],
] as const;

export function isClean(tally: Tally): boolean {
  return NEVER.every((name) => (tally.counts[name] ?? 0) === 0);
}

/** The figures as a Markdown table, with examples of what should not be. */
export function figuresOf(tally: Tally, seed: number): string {
  const rows = [...TOLD, ...NEVER].map((name) => `| ${name} | ${String(tally.counts[name] ?? 0)} |`);
  const examples = NEVER.flatMap((name) =>
    (tally.examples[name] ?? []).map((example) => `- ${name}: ${JSON.stringify(example)}`),
  );
  return [`| hostile strings, seed ${String(seed)} | |`, '|---|---:|', ...rows, '', ...examples, ''].join('\n');
}
