import { longestSeconds, longestWayBackSeconds } from '../../../src/execute/run-time';
import { outstandingHazards } from '../../../src/simulator/outstanding-hazards';
import { reboot } from '../../../src/simulator/reboot';
import type { SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import type { FaultCase } from './corpus';
import type { FaultKind, PlacedFault } from './fault';
import { afterCommands } from './operator';
import { factsOf } from './seen-host';
import { CONFIRM_SECONDS, NAMELESS_LOCK, type TrialResult } from './trial';

/** Where a host ended. */
export type Ending = 'desired' | 'original' | 'neither';

export interface Verdict {
  readonly ending: Ending;
  /** Last exit code, or why nobody gave one. */
  readonly said: string;
  /** What must never be; empty: nothing. The first word names the kind. */
  readonly violations: readonly string[];
  /** Of a stop with exit code 7: its verdict, the errors it tells, and whether a boot came in between. */
  readonly why: string | null;
}

/** A case with what its run without faults led to. */
export interface JudgedCase {
  readonly original: FaultCase;
  readonly clean: TrialResult;
}

/** Judges a trial against the run of the same plan without faults, on the whole state of the host. */
export function judgeTrial(
  { original, clean }: JudgedCase,
  faults: readonly PlacedFault[],
  result: TrialResult,
): Verdict {
  const { plan, state: start } = original;
  const knownNics = new Set(start.guests.flatMap(({ name, nics }) => nics.map(({ slot }) => `${name}:${slot}`)));
  const ownedAtFirst = (start.files['/var/opt/hpvmctl/ownership'] ?? '')
    .split('\n')
    .flatMap((line) => (line.startsWith('claim ') ? [line.slice('claim '.length)] : []));
  const facts = (state: SimulatedHostState, owned: readonly string[]): string => factsOf(state, owned, knownNics);
  // What an operator did that the plan does as well is taken back with it.
  const commands = new Set(plan.steps.map(({ command }) => command.join(' ')));
  const own = { ...result, operator: result.operator.filter((command) => !commands.has(command.join(' '))) };
  const befores = [
    ...variants(start, result),
    ...(own.operator.length === result.operator.length ? [] : variants(start, own)),
    ...interruptedAndTakenBack(original, result),
  ];
  const afters = [...variants(clean.state, result), ...interrupted(original, result)];
  const is = facts(result.state, result.owned);
  const isDesired = afters.some((state) => facts(state, clean.owned) === is);
  const isOriginal = befores.some((state) => facts(state, ownedAtFirst) === is);
  const last = result.answers.at(-1);
  const code = last?.report?.exitCode;
  const said = code === undefined ? (last?.failure.join() ?? 'killed') : String(code);
  const codes = (last?.report?.diagnostics ?? []).map((each) => each.code);
  const hasSeen = faults.some(({ kind }) => kind === 'operator-footprint');
  const violations: string[] = [];
  const ending = isDesired ? 'desired' : isOriginal ? 'original' : 'neither';

  const hidden = unreadableNics(original);
  const isHidden = (): boolean =>
    afters.some((state) => facts(withSaved(state, result.state, hidden), clean.owned) === is);
  if (code === 0 && !isDesired)
    violations.push(
      isHidden()
        ? 'unreadable-save exit 0, and what no file shows is not saved'
        : 'false-success exit 0, and the host is not as desired',
    );
  if (code === 6 && !isOriginal) violations.push('false-rollback exit 6, and the host is not as before');
  if ((code === 1 || code === 3 || code === 5 || said === 'no-run') && !isOriginal)
    violations.push(`false-refusal ${said}, and the host is not as before`);
  if (!isDesired && !isOriginal && code !== 7 && code !== 8 && !(code === 0 && isHidden()))
    violations.push(`unsettled with ${said}`);
  const told = [...(last?.report?.diagnostics ?? []), ...(last?.report?.execution?.diagnostics ?? [])];
  const remaining = last?.report?.remaining ?? [];
  const left = last?.report?.execution?.leftToTakeBack ?? [];
  const isExplained = told.some(({ severity }) => severity === 'error') || remaining.length > 0 || left.length > 0;
  // Where the host cannot be read, the steps that began say what may stand.
  const isUnread = codes.includes('not-hp-ux') || codes.includes('no-scratch-folder');
  const begun = (last?.report?.execution?.steps ?? []).filter(({ status }) => status !== 'not-run');
  const named = namesIn(JSON.stringify([told, remaining, left, isUnread ? begun : []]), start);
  /** A stop that names an object that the harm is about: as different, as left to be taken back, or in words. */
  const isReported = ({ detail }: { readonly detail: string }): boolean =>
    code === 7 && isExplained && [...namesIn(detail, start)].some((name) => named.has(name));
  if (ending === 'neither' && code === 7 && !isExplained) violations.push('unexplained exit 7');
  if (code === 8 || (code === undefined && said !== 'no-run')) violations.push(`unresolved ${said}`);

  const isToldOf = codes.some((each) => each.startsWith('guard-') || each === 'boot-script-left');
  if (result.left.includes(NAMELESS_LOCK)) violations.push('nameless-lock at the end');
  const armed = result.left.filter((each) => each !== 'unfinished' && each !== NAMELESS_LOCK);
  if (armed.length > 0 && !isToldOf) violations.push(`armed at the end: ${armed.join(', ')}`);
  if (result.left.includes('unfinished') && code !== 7) violations.push(`unfinished record left with ${said}`);
  for (const { report, left } of result.answers) {
    const text = JSON.stringify([...(report?.diagnostics ?? []), ...(report?.execution?.diagnostics ?? [])]);
    const stands = left.filter((each) => each !== 'unfinished' && each !== NAMELESS_LOCK);
    const isTold = /armed until|not been seen armed|guard-|boot-script-left/.test(text);
    if (report !== null && stands.length > 0 && !isTold)
      violations.push(`armed behind exit ${String(report.exitCode)}: ${stands.join(', ')}`);
  }

  const expected = new Set([...befores, ...afters].flatMap((state) => outstandingHazards(state).map(lineOf)));
  const happened = new Set(
    [...clean.state.hazards, ...befores.flatMap((s) => s.hazards), ...afters.flatMap((s) => s.hazards)].map(lineOf),
  );
  const isKept = code === 7 && isExplained;
  for (const hazard of outstandingHazards(result.state))
    if (!expected.has(lineOf(hazard)))
      violations.push(
        `${hasSeen ? 'operator-' : isReported(hazard) ? 'reported-' : ''}hazard-standing ${lineOf(hazard)}`,
      );
  // What was like that before comes back like that, and what a boot alone brings about is none of ours.
  const before = new Set(befores.flatMap((state) => outstandingHazards(state).map(({ id }) => id)));
  for (const [place, hazard] of result.state.hazards.entries()) {
    if (happened.has(lineOf(hazard)) || before.has(hazard.id)) continue;
    // The host was like that, and is again.
    if (ending === 'original' && OF_THE_CONFIGURATION.has(hazard.id)) continue;
    if (hazard.id === 'mixed-speed-ports' && befores.some((state) => hadSpeedsOf(state, hazard.detail))) continue;
    // Of the key of a group without ports nothing documented shows whether it was set: a set that lied shows when the ports have joined nothing.
    const isUnshown =
      hazard.id === 'port-without-aggregate' && isKept && faults.some(({ kind }) => kind === 'zero-without-effect');
    const prefix = hasSeen ? 'operator-' : result.refused.has(place) ? 'refused-' : isUnshown ? 'unshown-' : '';
    violations.push(`${prefix}hazard ${lineOf(hazard)} (${hazard.command})`);
  }

  const windowMs =
    (longestSeconds(plan, CONFIRM_SECONDS) + longestWayBackSeconds(plan)) * 1000 + result.reboots * 700_000;
  if (result.longestWithoutAddressMs > Math.max(windowMs, clean.longestWithoutAddressMs))
    violations.push(`${isKept ? 'reported-' : ''}path-lost for ${String(result.longestWithoutAddressMs / 1000)} s`);

  // What a boot undid is done once more.
  const turns = 1 + result.reboots;
  const allowed = new Map<string, number>();
  for (const { command } of [...plan.steps, ...(plan.revert?.steps ?? [])]) {
    const line = command.join(' ');
    allowed.set(line, (allowed.get(line) ?? 0) + 1);
  }
  for (const [line, times] of result.effects)
    if (times > turns * (allowed.get(line) ?? 0)) violations.push(`double ${line}: ${String(times)} times`);
  const errors = (last?.report?.diagnostics ?? []).filter(({ severity }) => severity === 'error');
  const why =
    code === 7
      ? [
          last?.report?.verdict ?? '',
          ...new Set(errors.map((each) => each.code)),
          ...(result.reboots === 0 ? [] : ['(behind a boot)']),
          ...(plan.revert?.guardedUntil === null ? [] : ['(nothing takes all of the plan back)']),
        ].join(' ')
      : null;
  const isUndisturbed =
    result.reboots === 0 && faults.length === 1 && faults.every(({ kind }) => LEAVE_THE_WAY_BACK_ALONE.has(kind));
  // What ran and was not saved is saved with the rest, and stays so: APA is saved as a whole.
  // Asked last: the facts of a host are dear, and nearly no trial comes to it.
  const isAsBeforeButSaved = (): boolean =>
    befores.some((state) => facts({ ...state, saved: result.state.saved }, ownedAtFirst) === is);
  const hadUnsaved = JSON.stringify(start.running.aggregates) !== JSON.stringify(start.saved.aggregates);
  const verdict = last?.report?.verdict;
  const isElsewhere = verdict === 'revert-unverified' && ending === 'neither' && codes.includes('not-as-before');
  if (isUndisturbed && (isElsewhere || verdict === 'revert-failed') && !(hadUnsaved && isAsBeforeButSaved()))
    violations.push(`astray ${said}, and what differs is reported`);
  return { ending, said, violations, why };
}

/** Faults that are over when a way back begins. Where a boot comes in between, that changes the host as well. */
const LEAVE_THE_WAY_BACK_ALONE: ReadonlySet<FaultKind> = new Set([
  'client-gone',
  'client-killed',
  'connection-drop',
  'network-gone',
  'silent-hang',
  'host-key-changed',
  'runner-killed',
  'non-zero-with-effect',
  'non-zero-without-effect',
]);

/** Hazards that say what a host is configured like, not what happened on the way there. */
const OF_THE_CONFIGURATION: ReadonlySet<string> = new Set([
  'mixed-speed-ports',
  'avio-on-guest-only',
  'avio-without-uplink',
  'unsupported-driver',
  'vswitch-on-vlan',
]);

/** Names of objects of the host that a text holds. */
function namesIn(text: string, { nics, running, vswitches, guests }: SimulatedHostState): ReadonlySet<string> {
  const words = new Set(text.split(/[^\w-]+/));
  const all = [...nics, ...running.aggregates, ...running.vlans, ...vswitches, ...guests];
  return new Set(all.map(({ name }) => name).filter((name) => words.has(name)));
}

/** Whether ports of these speeds were together in the group before: the way back puts them back one by one. */
function hadSpeedsOf({ nics, running }: SimulatedHostState, detail: string): boolean {
  const [, name, list = ''] = /^(\S+) has ports of ([\d, ]+) Mbit/.exec(detail) ?? [];
  const ports = running.aggregates.find((group) => group.name === name)?.ports ?? [];
  const speeds = new Set(nics.filter((nic) => ports.includes(nic.name)).map(({ speedMbps }) => speedMbps));
  return name !== undefined && list.split(', ').every((speed) => speeds.has(Number(speed)));
}

/** NICs whose driver keeps its settings in a file of which nothing is documented: what is saved of them cannot be read. */
function unreadableNics({ plan, state }: FaultCase): readonly string[] {
  const readable = new Set<string>((plan.snapshot?.saved?.lanInterfaces ?? []).map(({ name }) => name));
  return state.nics.map(({ name }) => name).filter((name) => !readable.has(name));
}

/** The state with what another has saved of some NICs. */
function withSaved(state: SimulatedHostState, other: SimulatedHostState, names: readonly string[]): SimulatedHostState {
  const nicAttributes = { ...state.saved.nicAttributes };
  for (const name of names) {
    const attributes = other.saved.nicAttributes[name];
    if (attributes !== undefined) nicAttributes[name] = attributes;
  }
  return { ...state, saved: { ...state.saved, nicAttributes } };
}

/** How a host may look that ought to be in a state, when an operator and reboots came in between. */
function variants(
  state: SimulatedHostState,
  { operator, reboots, state: is }: Pick<TrialResult, 'operator' | 'reboots' | 'state'>,
): readonly SimulatedHostState[] {
  const changed = operator.length === 0 ? [state] : [afterCommands(state, operator)];
  if (reboots === 0) return changed;
  const booted = [...changed, state].map((each) => powerAs(is, each, reboot(each)));
  return [...changed, ...booted, ...(operator.length === 0 ? [] : booted.map((each) => afterCommands(each, operator)))];
}

/** A boot brings vswitches up that were down. One that is down all the same, put back as it was, is right as well. */
function powerAs(is: SimulatedHostState, before: SimulatedHostState, booted: SimulatedHostState): SimulatedHostState {
  const down = (state: SimulatedHostState): ReadonlySet<string> =>
    new Set(state.vswitches.filter(({ isUp }) => !isUp).map(({ name }) => name));
  const [were, are] = [down(before), down(is)];
  const vswitches = booted.vswitches.map((each) =>
    were.has(each.name) && are.has(each.name) ? { ...each, isUp: false } : each,
  );
  return { ...booted, vswitches };
}

/** What the plan makes of the host when the operator comes between two of its steps: what is done to a NIC may depend on whether it is a port by then. */
function interrupted({ plan, state }: FaultCase, { operator, reboots }: TrialResult): readonly SimulatedHostState[] {
  if (operator.length === 0 || reboots > 0) return [];
  const commands = plan.steps.map(({ command }) => command);
  return commands.map((_, place) =>
    afterCommands(state, [...commands.slice(0, place), ...operator, ...commands.slice(place)]),
  );
}

/** The same when it is taken back again. */
function interruptedAndTakenBack(
  { plan, state }: FaultCase,
  { operator, reboots }: TrialResult,
): readonly SimulatedHostState[] {
  if (operator.length === 0 || reboots > 0) return [];
  return plan.steps.map((_, place) => {
    const begun = plan.steps.slice(0, place + 1);
    const back = (plan.revert?.steps ?? []).filter(
      ({ takesBack, due }) => due !== 'after-reboot' && takesBack.some((id) => begun.some((step) => step.id === id)),
    );
    return afterCommands(state, [
      ...begun.map(({ command }) => command),
      ...operator,
      ...back.map(({ command }) => command),
    ]);
  });
}

function lineOf({ id, detail }: { readonly id: string; readonly detail: string }): string {
  return `${id}: ${detail}`;
}
