import type { ObservedHost } from '../../model/observed-host';
import { displayCommand } from '../../model/shell-word';
import type { OwnershipEffect, Plan, RevertPlan, RevertStep } from '../../plan/plan-document';
import { isSaving, type Action } from '../action';
import { readCommand } from '../read-command';
import type { CheckedStep } from '../situation';
import type { BackStep } from './beginnings';
import { harmOnTheWayBack } from './harm-on-the-way-back';
import { notRestored, notRestoredAfterReboot } from './restored-configuration';

/** Name of the clause that the way back leads back, and harms nobody. */
export const WAY_BACK = 'way-back';

/** Something that speaks against the way back of a plan. */
export interface WayBackProblem {
  readonly harm: string;
  readonly how: string;
}

/**
 * What is wrong with the way back of a plan: where it ends, what it consists of, beginnings from which it does not lead
 * back to the configuration before the plan (at once and behind a reboot), and harm that it does on the way, as the
 * clauses see it. Every beginning is looked at for harm; compared are all, or of a long plan a sample of them.
 */
export function wrongWayBack(
  plan: Pick<Plan, 'steps' | 'revert'>,
  host: ObservedHost,
  steps: readonly CheckedStep[],
): readonly WayBackProblem[] {
  const { revert } = plan;
  const end = plan.steps.findIndex(({ undo }) => undo === null);
  const reached = end < 0 ? steps : steps.slice(0, end);
  // It promises nothing: whoever carries it out has to say that nothing takes it back.
  if (revert === null) return [];
  const until = plan.steps[reached.length]?.id ?? null;
  if (revert.guardedUntil !== until)
    return [{ harm: `the way back reaches to ${String(until)}`, how: `The plan says ${String(revert.guardedUntil)}.` }];
  const placeOf = new Map(reached.map(({ id, place }) => [id, place]));
  const read = readBack(revert, placeOf);
  if ('problems' in read) return read.problems;
  const before = plan.steps.slice(0, reached.length);
  const list = [
    ...wrongList(revert, read.back),
    ...notSavedAgain(before, revert),
    ...wrongOwnership(before, revert, host),
  ];
  if (list.length > 0) return list;
  const wayBack = { reached, back: read.back };
  const compared = notRestored(host, wayBack) ?? notRestoredAfterReboot(host, wayBack);
  const harmed = harmOnTheWayBack(host, wayBack);
  return [
    ...(compared === undefined
      ? []
      : [{ harm: `the way back from ${compared.after} does not lead back`, how: `${compared.why}.` }]),
    ...(harmed === undefined
      ? []
      : [
          {
            harm: harmed.harm,
            how: `On the way back from ${harmed.after}, ${harmed.step === null ? 'when all is taken back' : `in ${harmed.step}`} (clause ${harmed.clause}).`,
          },
        ]),
  ];
}

function readBack(
  { steps }: RevertPlan,
  placeOf: ReadonlyMap<string, number>,
): { readonly back: readonly BackStep[] } | { readonly problems: readonly WayBackProblem[] } {
  const problems: WayBackProblem[] = [];
  const back = steps.flatMap((step): readonly BackStep[] => {
    const action = readCommand(step.command, true);
    const places = step.takesBack.flatMap((id) => placeOf.get(id) ?? []);
    if (action === undefined)
      problems.push({
        harm: `the checker does not know what command ${step.id} of the way back does`,
        how: displayCommand(step.command),
      });
    else if (places.length < step.takesBack.length || places.length === 0)
      problems.push({
        harm: `command ${step.id} of the way back takes back what is not before the end of its reach`,
        how: `It says ${step.takesBack.join(', ')}.`,
      });
    else
      return [
        {
          id: step.id,
          action,
          since: Math.min(...places),
          isDueAtOnce: step.due !== 'after-reboot',
          isDueAfterReboot: step.due !== 'now',
          looksFirst: looksFirst(step, action),
          onlyBehind: step.onlyBehind ?? null,
        },
      ];
    return [];
  });
  return problems.length > 0 ? { problems } : { back };
}

function wrongList({ steps }: RevertPlan, back: readonly BackStep[]): readonly WayBackProblem[] {
  const firstSaving = steps.findIndex(({ phase }) => phase === 'persist');
  const placeOf = new Map<string, number>();
  steps.forEach(({ id }, place) => placeOf.set(id, placeOf.get(id) ?? place));
  return steps.flatMap((step, place) => {
    const action = back[place]?.action;
    if (action === undefined) return [];
    const asks = action.kind === 'halt-vswitch' || action.kind === 'delete-vswitch';
    const how = `Command ${step.id} of the way back: ${displayCommand(step.command)}`;
    return [
      ...(step.phase === 'persist' && step.due !== 'always'
        ? [{ harm: `command ${step.id} of the way back saves only now and then`, how }]
        : []),
      ...(step.onlyBehind === undefined || (step.due === 'after-reboot' && isBehindHalt(place, step.onlyBehind, back))
        ? []
        : [{ harm: `command ${step.id} of the way back follows no halt of its vswitch`, how }]),
      ...(placeOf.get(step.id) === place
        ? []
        : [{ harm: `command ${step.id} of the way back stands there twice`, how }]),
      ...((step.answers ?? []).join(' ') === (asks ? 'y' : '')
        ? []
        : [{ harm: `command ${step.id} of the way back does not answer what it asks`, how }]),
      ...(isSaving(action) === (step.phase === 'persist') &&
      (step.phase === 'persist' || firstSaving < 0 || place < firstSaving)
        ? []
        : [{ harm: `command ${step.id} of the way back stands in the wrong phase`, how }]),
    ];
  });
}

/** Whether what it reads back is the state that it leads to. */
function looksFirst({ readBack }: RevertStep, action: Action): boolean {
  if (readBack === undefined || readBack.isAbsent === true) return false;
  const state = action.kind === 'boot-vswitch' ? ' Up ' : action.kind === 'halt-vswitch' ? ' Down ' : undefined;
  return state === readBack.lineContains && 'vswitch' in action && readBack.lineStartsWith === `${action.vswitch} `;
}

/** True for the boot of a vswitch behind an earlier halt of the same. */
function isBehindHalt(place: number, halt: string, back: readonly BackStep[]): boolean {
  const boot = back[place]?.action;
  const earlier = back.slice(0, place).find(({ id }) => id === halt);
  return (
    boot?.kind === 'boot-vswitch' &&
    earlier?.action.kind === 'halt-vswitch' &&
    earlier.action.vswitch === boot.vswitch &&
    earlier.since === back[place]?.since
  );
}

/** What saves is not followed: the undo commands of saving steps all have to be there. */
function notSavedAgain(reached: Plan['steps'], { steps }: RevertPlan): readonly WayBackProblem[] {
  const there = new Set(steps.map(({ takesBack, command }) => `${takesBack.join()} ${displayCommand(command)}`));
  return reached
    .filter(({ phase }) => phase === 'persist')
    .flatMap(({ id, undo }) =>
      (undo ?? []).flatMap((command) =>
        there.has(`${id} ${displayCommand(command)}`)
          ? []
          : [{ harm: `the way back does not take saving step ${id} back`, how: displayCommand(command) }],
      ),
    );
}

/** What a step claims or releases is released or claimed with it, and nothing else is. */
function wrongOwnership(
  reached: Plan['steps'],
  { steps }: RevertPlan,
  { ownedAddresses }: ObservedHost,
): readonly WayBackProblem[] {
  const owned = new Set<string>(ownedAddresses);
  const text = ({ action, address }: OwnershipEffect, step: string): string => `${step} ${action} ${address}`;
  const due = new Set(
    reached.flatMap(({ id, ownership }) =>
      ownership === undefined || owned.has(ownership.address) === (ownership.action === 'claim')
        ? []
        : [text({ ...ownership, action: ownership.action === 'claim' ? 'release' : 'claim' }, id)],
    ),
  );
  const done = steps.flatMap(({ takesBack, ownership }: RevertStep) =>
    ownership === undefined ? [] : [text(ownership, takesBack.join())],
  );
  const isSame = done.length === due.size && done.every((each) => due.has(each));
  if (isSame) return [];
  return [
    {
      harm: 'the way back does not give back what the plan claims, or claim what it gives back',
      how: `It is to ${[...due].join(', ') || 'claim nothing'}, and does ${done.join(', ') || 'nothing'}.`,
    },
  ];
}
