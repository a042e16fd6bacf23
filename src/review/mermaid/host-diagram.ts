import type { Plan } from '../../plan/plan-document';
import { shapeOf, type HostShape } from '../page/host-shape';
import { markOf, wordOf, type Mark } from '../page/marks';
import type { PagePlan } from '../page/page-context';
import { planObjects, type PlanObject } from '../page/plan-objects';
import { mergedLists, type Presence } from '../page/presence';
import { shapeAfter } from '../page/shape-after';
import { mermaidNodes, type MermaidNodes } from './mermaid-nodes';

/** More guest NICs than this, and only those that the plan touches are drawn one by one. */
const MOST_GUEST_NICS = 40;

/** Of more than these that the plan touches the others are counted. */
const MOST_CHANGED_GUEST_NICS = 100;

/** A view of the host before and after, for drawing. */
interface View {
  readonly before: HostShape;
  readonly after: HostShape;
  readonly objects: ReadonlyMap<string, PlanObject>;
  readonly nodes: MermaidNodes;
}

/** The host as a Mermaid flowchart: NICs, groups, vswitches, guest NICs, with what the plan adds, changes and removes marked. Undefined without a host. */
export function hostDiagram({ plan, observed }: PagePlan): readonly string[] | undefined {
  if (observed === undefined) return undefined;
  const before = shapeOf(observed);
  const view: View = { before, after: shapeAfter(before, plan), objects: planObjects(plan, ''), nodes: mermaidNodes() };
  addGroups(view);
  addVswitches(view);
  addGuestNics(view, plan);
  return ['flowchart LR', ...view.nodes.lines()];
}

function presences<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): ReadonlyMap<string, Presence> {
  return mergedLists([...before.keys()], [...after.keys()]);
}

/** The mark of a thing, and its name with the mark in words: colours alone say nothing to many. */
function marked({ objects }: View, address: string, name: string, presence: Presence): readonly [Mark, string] {
  const mark = markOf(presence, objects.get(address));
  return [mark, `${wordOf(mark)}${name}`];
}

function nicNode(view: View, name: string): string {
  const [mark, title] = marked(view, `lanInterface.${name}`, name, 'both');
  const [was, is] = [view.before.nics.get(name)?.checksumOffload, view.after.nics.get(name)?.checksumOffload];
  return view.nodes.node(
    `nic ${name}`,
    [title, was === is ? '' : `checksum offload ${was ?? 'unknown'} to ${is ?? 'unknown'}`],
    mark,
  );
}

function addGroups(view: View): void {
  const { before, after, nodes } = view;
  for (const [name, presence] of presences(before.groups, after.groups)) {
    const [was, is] = [before.groups.get(name), after.groups.get(name)];
    const [mark, title] = marked(view, `apaGroup.${name}`, name, presence);
    const id = nodes.node(`nic ${name}`, [title, changedText(was?.mode, is?.mode)], mark);
    for (const [port, own] of mergedLists(was?.ports ?? [], is?.ports ?? []))
      nodes.edge(nicNode(view, port), id, edgeMark(own));
  }
}

function addVswitches(view: View): void {
  const { before, after, nodes } = view;
  for (const [name, presence] of presences(before.vswitches, after.vswitches)) {
    const [was, is] = [before.vswitches.get(name), after.vswitches.get(name)];
    const [mark, title] = marked(view, `vswitch.${name}`, name, presence);
    const id = nodes.node(`vswitch ${name}`, [title, `vswitch, ${changedText(was?.state, is?.state)}`], mark);
    const uplinks = mergedLists(uplinkOf(was), uplinkOf(is));
    for (const [uplink, own] of uplinks) nodes.edge(nicNode(view, uplink), id, edgeMark(own));
  }
}

function addGuestNics(view: View, plan: Plan): void {
  const { before, after, objects, nodes } = view;
  const all = presences(before.guestNics, after.guestNics);
  const isCrowded = all.size > MOST_GUEST_NICS;
  const others = new Map<string, number>();
  const othersChanged = new Map<string, number>();
  let changedCount = 0;
  const changed = new Set<string>(plan.changes.map(({ address }) => address));
  for (const [identity, presence] of all) {
    const address = `guestNic.${identity}`;
    const [was, is] = [before.guestNics.get(identity), after.guestNics.get(identity)];
    const { guest = '', slot = '', vswitch = '' } = is ?? was ?? {};
    const isChanged = changed.has(address);
    if (isCrowded && (!isChanged || changedCount >= MOST_CHANGED_GUEST_NICS)) {
      const counts = isChanged ? othersChanged : others;
      counts.set(vswitch, (counts.get(vswitch) ?? 0) + 1);
      continue;
    }
    if (isChanged) changedCount += 1;
    const [mark, title] = marked(view, address, `${guest} ${slot}`, presence);
    const isDown = (objects.get(address)?.outages.length ?? 0) > 0;
    const id = nodes.node(
      `guest ${identity}`,
      [title, changedText(vlanOf(was), vlanOf(is)), isDown ? 'interrupted' : ''],
      mark,
    );
    const homes = mergedLists(was === undefined ? [] : [was.vswitch], is === undefined ? [] : [is.vswitch]);
    for (const [home, own] of homes) nodes.edge(nodes.node(`vswitch ${home}`, [home]), id, edgeMark(own));
  }
  for (const [vswitch, count] of othersChanged)
    addCount(nodes, vswitch, `${String(count)} more guest NICs that change`);
  for (const [vswitch, count] of others) addCount(nodes, vswitch, `${String(count)} other guest NICs`);
}

function addCount(nodes: MermaidNodes, vswitch: string, label: string): void {
  nodes.edge(nodes.node(`vswitch ${vswitch}`, [vswitch]), nodes.node(`${label} of ${vswitch}`, [label]));
}

function uplinkOf(vswitch: { readonly uplink: string | null } | undefined): readonly string[] {
  return vswitch === undefined || vswitch.uplink === null ? [] : [vswitch.uplink];
}

function vlanOf(nic: { readonly vlanId: number | null | 'unknown' } | undefined): string | undefined {
  if (nic === undefined) return undefined;
  return nic.vlanId === null ? 'untagged' : `VLAN ${String(nic.vlanId)}`;
}

function changedText(was: string | undefined, is: string | undefined): string {
  return was === is || was === undefined || is === undefined ? (is ?? was ?? '') : `${was} to ${is}`;
}

function edgeMark(presence: Presence): Mark {
  return presence === 'both' ? 'same' : presence === 'before' ? 'gone' : 'new';
}
