import { projection, type Projection } from '../clause';
import { Configuration } from '../configuration';
import { actionAt, places } from '../follow';
import type { CheckedStep, Situation } from '../situation';

/**
 * Every entry of netconf ends with the interface that its address ends on, so that the next boot finds the address where
 * the plan leaves it; a failover group takes it over from the port that netconf names (APA Administrator's Guide 11i v3,
 * March 2014, p. 82). Every other entry stays as it is.
 */
export function finalBootAddresses(situation: Situation): readonly Projection[] {
  const { netconf } = situation.host;
  const end = new Configuration(situation.host);
  for (const { action } of situation.steps) end.apply(action);
  const saves = new Map<number, CheckedStep[]>(netconf.map(({ index }) => [index, []]));
  for (const step of situation.steps)
    if (step.action.kind === 'save-address')
      saves.set(step.action.index, [...(saves.get(step.action.index) ?? []), step]);
  return [...saves].flatMap(([index, steps]) => {
    const wrong = wrongInterface(situation, end, index);
    const start = netconf.find((each) => each.index === index)?.interface ?? null;
    if (steps.length === 0 && wrong(start) === undefined) return [];
    return [
      projection<{ readonly name: string | null }>({
        about: `netconf ${String(index)}`,
        steps: places(steps),
        start: { name: start },
        next: ({ name }, step) => {
          const action = actionAt(situation, step);
          return { name: action.kind === 'save-address' ? action.interface : name };
        },
        end: ({ name }) => wrong(name),
      }),
    ];
  });
}

/** Says of an interface why it is not what an entry is to end with. */
function wrongInterface(
  situation: Situation,
  end: Configuration,
  index: number,
): (name: string | null) => string | undefined {
  const { netconf, addresses } = situation.host;
  const entry = netconf.find((each) => each.index === index);
  const variable = `INTERFACE_NAME[${String(index)}]`;
  if (entry === undefined) return (name) => `${variable} ends as ${String(name)}, and netconf has no such entry`;
  const isFirst = netconf.find(({ address }) => address === entry.address) === entry;
  const from = addresses.find(({ address }) => address === entry.address)?.interface;
  const to = [...situation.nic.keys(), ...situation.group.keys(), ...situation.hostVlan.keys()].find(
    (name) => end.get(`address ${name}`) === entry.address,
  );
  const stays = (name: string | null): string | undefined =>
    name === entry.interface ? undefined : `${variable} ends as ${String(name)}, and is to stay ${entry.interface}`;
  if (!isFirst || from === undefined || to === undefined) return stays;
  // What was odd before the plan is no business of a plan that leaves the address where it is.
  const isPrimary =
    situation.group.get(from)?.mode === 'LAN_MONITOR' && situation.nic.get(entry.interface)?.aggregate === from;
  if (from === to && from !== entry.interface && !isPrimary) return stays;
  return (name) =>
    name === to || (end.get(`mode ${to}`) === 'LAN_MONITOR' && end.get(`group ${String(name)}`) === to)
      ? undefined
      : `the next boot puts ${String(entry.address)} on ${String(name)}, and the plan leaves it on ${to}`;
}
