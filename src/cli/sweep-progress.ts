import { doneOf, emptyTally, tallied, tallyBar, tallySummary, tallyText } from '../fleet/sweep-tally';
import type { CliContext } from './context';

/** Tells on stderr how a sweep goes. */
export interface SweepProgress {
  /** One host is done; `said` is what there is to say about it, in whole lines. */
  done(exitCode: 0 | 1 | 2, said: string): void;
  /** Writes whole lines to where the progress may be shown too. */
  aside(write: () => void): void;
  /** The sweep is over. */
  end(): void;
}

/** Of fewer hosts nobody needs to hear who cannot see a bar. */
const FEWEST_FOR_LINES = 10;
const REDRAW_MS = 100;
const QUIET_MS = 30_000;

/** At a terminal a bar that is drawn again and again, elsewhere a line for each tenth of the hosts and at least every 30 seconds. */
export function sweepProgress(context: CliContext, hostCount: number): SweepProgress {
  const silent: SweepProgress = {
    done: (_, said) => (said === '' ? undefined : context.note(said)),
    aside: (write) => write(),
    end: () => undefined,
  };
  if (hostCount < 2) return silent;
  // A terminal that cannot go back to the start of a line gets lines.
  if (context.isWatched && context.environment['TERM'] !== 'dumb') return barProgress(context, hostCount);
  return hostCount < FEWEST_FOR_LINES ? silent : lineProgress(context, hostCount);
}

function barProgress(context: CliContext, hostCount: number): SweepProgress {
  const clock = stopwatch(context);
  const width = context.noteStyle.widthColumns - 1;
  let tally = emptyTally(hostCount);
  let drawn = '';
  let drawnAtMs = 0;
  const clear = (): void => {
    if (drawn !== '') context.note(`\r${' '.repeat(drawn.length)}\r`);
    drawn = '';
  };
  const draw = (): void => {
    const bar = tallyBar(tally, clock(), width);
    context.note(`\r${bar.padEnd(drawn.length)}`);
    drawn = bar;
    drawnAtMs = clock();
  };
  const aside = (write: () => void): void => {
    clear();
    write();
    draw();
  };
  draw();
  const ticking = setInterval(draw, 1_000);
  return {
    done: (exitCode, said) => {
      tally = tallied(tally, exitCode);
      if (said !== '') aside(() => context.note(said));
      else if (clock() - drawnAtMs >= REDRAW_MS) draw();
    },
    aside,
    end: () => {
      clearInterval(ticking);
      clear();
      context.note(`${tallySummary(tally, clock())}\n`);
    },
  };
}

function lineProgress(context: CliContext, hostCount: number): SweepProgress {
  const clock = stopwatch(context);
  let tally = emptyTally(hostCount);
  let saidAtMs = 0;
  let saidTenths = 0;
  const tell = (): void => {
    saidAtMs = clock();
    saidTenths = Math.floor((doneOf(tally) * 10) / hostCount);
    context.note(`${tallyText(tally, clock())}\n`);
  };
  const ticking = setInterval(() => {
    if (clock() - saidAtMs >= QUIET_MS) tell();
  }, 1_000);
  return {
    done: (exitCode, said) => {
      if (said !== '') context.note(said);
      tally = tallied(tally, exitCode);
      if (doneOf(tally) < hostCount && Math.floor((doneOf(tally) * 10) / hostCount) > saidTenths) tell();
    },
    aside: (write) => write(),
    end: () => {
      clearInterval(ticking);
      context.note(`${tallySummary(tally, clock())}\n`);
    },
  };
}

function stopwatch(context: CliContext): () => number {
  const startedAtMs = context.now().getTime();
  return () => context.now().getTime() - startedAtMs;
}
