import { downText, markOf, type Mark } from './marks';
import type { PageContext, Picture } from './page-context';
import { mergedLists, presenceOf, type Presence } from './presence';

/** One line within the box of an interface; those that change stand there as they were and as they will be. */
export interface BoxLine {
  readonly text: string;
  readonly presence: Presence;
  /** It tells an interruption. */
  readonly isDown?: true;
}

/** An interface as a box of the drawing. */
export interface InterfaceBox {
  readonly name: string;
  /** Whether it is connected here before the plan, after it, or both. */
  readonly connected: Presence;
  readonly mark: Mark;
  readonly lines: readonly BoxLine[];
  /** Where the page tells what happens to it. */
  readonly anchor: string | undefined;
}

/** What a vswitch stands on, or could: a NIC, or a group with its ports. */
export interface UplinkDrawing {
  readonly box: InterfaceBox;
  /** Ports of the group; none for a NIC. */
  readonly ports: readonly InterfaceBox[];
}

/** Draws an interface with what is beneath it. `connected`: when it is that which stands on it. */
export function uplinkDrawing(
  name: string,
  connected: Presence,
  context: PageContext,
  picture: Picture,
): UplinkDrawing {
  const [before, after] = [picture.before.groups.get(name), picture.after.groups.get(name)];
  if (before === undefined && after === undefined) return { box: nicBox(name, connected, context, picture), ports: [] };
  const object = context.objects.get(`apaGroup.${name}`);
  const box: InterfaceBox = {
    name,
    connected,
    mark: markOf(presenceOf(before !== undefined, after !== undefined), object),
    lines: [
      ...valueLines('', before?.mode, after?.mode),
      ...valueLines('', before?.loadBalancing, after?.loadBalancing),
      ...interfaceLines(name, picture),
      ...downLines(context, `apaGroup.${name}`),
    ],
    anchor: object?.anchor,
  };
  const ports = mergedLists(before?.ports ?? [], after?.ports ?? []);
  return {
    box,
    ports: [...ports].map(([port, own]) => nicBox(port, connected === 'both' ? own : connected, context, picture)),
  };
}

function nicBox(name: string, connected: Presence, context: PageContext, picture: Picture): InterfaceBox {
  const object = context.objects.get(`lanInterface.${name}`);
  const [before, after] = [picture.before.nics.get(name), picture.after.nics.get(name)];
  const observed = picture.observed.lanInterfaces.find((nic) => nic.name === name);
  const link =
    observed === undefined
      ? 'not among the NICs read'
      : observed.state === 'down'
        ? 'no link'
        : observed.speedMbps === null
          ? 'up'
          : speedText(observed.speedMbps);
  return {
    name,
    connected,
    mark: object?.change === undefined ? 'same' : 'changed',
    lines: [
      { text: link, presence: 'both' },
      ...changedLines('checksums ', before?.checksumOffload, after?.checksumOffload),
      ...changedLines('TSO ', before?.segmentationOffload, after?.segmentationOffload),
      ...interfaceLines(name, picture),
      ...downLines(context, `lanInterface.${name}`),
    ],
    anchor: object?.anchor,
  };
}

/** What an interface carries besides a vswitch: addresses, the management path, VLAN interfaces. */
function interfaceLines(name: string, { observed, before, after }: Picture): readonly BoxLine[] {
  const addresses = observed.addresses.filter((entry) => entry.interface === name);
  const vlans = new Map([...before.hostVlans, ...after.hostVlans].map(([vlan]) => [vlan, vlan]));
  return [
    ...addresses.map(({ address }): BoxLine => ({ text: address, presence: 'both' })),
    ...(observed.managementPath.interface === name
      ? [{ text: 'management path', presence: 'both' } satisfies BoxLine]
      : []),
    ...[...vlans.keys()].flatMap((vlan) => {
      const [was, is] = [before.hostVlans.get(vlan), after.hostVlans.get(vlan)];
      const texts = [was, is].map((entry) =>
        entry?.uplink === name ? `${vlan}: VLAN ${String(entry.vlanId ?? 'unknown')}` : undefined,
      );
      return valueLines('', texts[0], texts[1]);
    }),
  ];
}

function downLines({ objects }: PageContext, address: string): readonly BoxLine[] {
  const down = downText(objects.get(address));
  return down === undefined ? [] : [{ text: `down ${down}`, presence: 'both', isDown: true }];
}

/** One line for a value that stays, two for one that changes, none for what is not there. */
function valueLines(
  label: string,
  before: string | null | undefined,
  after: string | null | undefined,
): readonly BoxLine[] {
  if (before === after) return isGiven(after) ? [{ text: label + after, presence: 'both' }] : [];
  return [
    ...(isGiven(before) ? [{ text: label + before, presence: presenceOf(true, false) }] : []),
    ...(isGiven(after) ? [{ text: label + after, presence: presenceOf(false, true) }] : []),
  ];
}

function changedLines(
  label: string,
  before: string | null | undefined,
  after: string | null | undefined,
): readonly BoxLine[] {
  return before === after ? [] : valueLines(label, before, after);
}

function isGiven(value: string | null | undefined): value is string {
  return value !== null && value !== undefined;
}

function speedText(mbps: number): string {
  return mbps >= 1_000 && mbps % 1_000 === 0 ? `${String(mbps / 1_000)} Gbit/s` : `${String(mbps)} Mbit/s`;
}
