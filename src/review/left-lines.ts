import type { ExecutionReport, StepStatus } from '../execute/execution-report';
import { paletteFor, type TextStyle } from './palette';
import { printableText } from './printable-text';

export const STATUS_WORDS: Readonly<Record<StepStatus, string>> = {
  done: 'done',
  failed: 'FAILED',
  'not-run': 'not run',
  unknown: 'UNKNOWN',
};

/** Of a run that left something half done. */
export const UNFINISHED = 'Until what it left is settled, plan and drift report this run as unfinished.';

/** Of a run that began no step. The host may have moved since its plan was made, so the plan is not to be applied once more. */
export const UNTOUCHED = 'nothing was changed. To carry it out, plan and apply again.';

/** What a person is to do where the way back failed. */
export function leftLines({ leftToTakeBack: left = [] }: ExecutionReport, style: TextStyle): readonly string[] {
  if (left.length === 0) return [];
  const { bold } = paletteFor(style);
  return [
    bold('Left to be taken back, in this order'),
    ...left.flatMap(({ id, title, command }) => [
      `  ${bold(printableText(id))}  ${printableText(title)}`,
      `       $ ${printableText(command)}`,
    ]),
  ];
}

/** The steps that were not done, where nothing took back those that were. */
export function notDoneLines({ steps }: ExecutionReport, style: TextStyle): readonly string[] {
  const notDone = steps.filter(({ status }) => status !== 'done');
  if (notDone.length === 0) return [];
  const { bold } = paletteFor(style);
  return [
    bold('Steps that are not done'),
    ...notDone.flatMap(({ id, title, status, command }) => [
      `  ${bold(printableText(id))}  ${STATUS_WORDS[status].padEnd(8)}${printableText(title)}`,
      `       $ ${printableText(command)}`,
    ]),
  ];
}
