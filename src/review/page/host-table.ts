import { compareText } from '../../model/canonical-json';
import type { HostShape, ShapeGuestNic } from './host-shape';
import { html, type Html } from './html';
import type { PageContext, Picture } from './page-context';
import { mergedLists } from './presence';
import { scrollingTable } from './scrolling-table';
import { shownName } from './shown-text';
import { vlanText } from './port-chips';

/** The host as two tables, for whoever cannot use a drawing: interfaces, and guest NICs with all that is beneath them. */
export function hostTable(context: PageContext, picture: Picture): Html {
  return html`${interfacesTable(picture)}${guestNicsTable(context, picture)}`;
}

function interfacesTable({ before, after }: Picture): Html {
  const rows = [
    ...rowsOf('NIC', before, after, 'nics', (shape, name) => nicText(shape, name)),
    ...rowsOf('group', before, after, 'groups', (shape, name) => groupText(shape, name)),
    ...rowsOf('host VLAN', before, after, 'hostVlans', (shape, name) => hostVlanText(shape, name)),
    ...rowsOf('vswitch', before, after, 'vswitches', (shape, name) => vswitchText(shape, name)),
  ];
  return scrollingTable('Interfaces and vswitches', ['kind', 'name', 'before', 'after'], rows);
}

function rowsOf(
  kind: string,
  before: HostShape,
  after: HostShape,
  list: keyof HostShape,
  textOf: (shape: HostShape, name: string) => string | undefined,
): readonly Html[] {
  return [...mergedLists([...before[list].keys()], [...after[list].keys()]).keys()].map((name) => {
    const [was, is] = [textOf(before, name) ?? 'not there', textOf(after, name) ?? 'not there'];
    return html`<tr data-item class="${was === is ? 'untouched' : ''}">
      <td>${kind}</td>
      <th scope="row">${shownName(name)}</th>
      <td>${was}</td>
      <td>${was === is ? 'the same' : is}</td>
    </tr>`;
  });
}

function nicText({ nics, groups }: HostShape, name: string): string | undefined {
  const nic = nics.get(name);
  if (nic === undefined) return undefined;
  const group = [...groups.values()].find(({ ports }) => ports.includes(name));
  const offload = `checksum offload ${nic.checksumOffload ?? 'unknown'}, TSO ${nic.segmentationOffload ?? 'unknown'}`;
  return group === undefined ? offload : `port of ${shownName(group.name)}, ${offload}`;
}

function groupText({ groups }: HostShape, name: string): string | undefined {
  const group = groups.get(name);
  if (group === undefined) return undefined;
  const balancing = group.loadBalancing === null ? '' : `, ${group.loadBalancing}`;
  return `${group.mode} of ${group.ports.map(shownName).join(', ') || 'no port'}${balancing}`;
}

function hostVlanText({ hostVlans }: HostShape, name: string): string | undefined {
  const vlan = hostVlans.get(name);
  if (vlan === undefined) return undefined;
  return `VLAN ${String(vlan.vlanId ?? 'unknown')} on ${shownName(vlan.uplink ?? 'an unknown interface')}`;
}

function vswitchText({ vswitches }: HostShape, name: string): string | undefined {
  const vswitch = vswitches.get(name);
  if (vswitch === undefined) return undefined;
  return `${vswitch.uplink === null ? 'guest-only' : `on ${shownName(vswitch.uplink)}`}, ${vswitch.state}`;
}

function guestNicsTable({ objects }: PageContext, { before, after }: Picture): Html {
  const identities = [...mergedLists([...before.guestNics.keys()], [...after.guestNics.keys()]).keys()].sort(
    compareText,
  );
  const rows = identities.map((identity) => {
    const [was, is] = [before.guestNics.get(identity), after.guestNics.get(identity)];
    const { guest, slot } = is ?? was ?? { guest: identity, slot: '' };
    const texts = [was, is].map(guestNicText);
    const object = objects.get(`guestNic.${identity}`);
    const link = object === undefined ? '' : html`<a href="#${object.anchor}">why</a>`;
    return html`<tr data-item class="${object === undefined ? 'untouched' : ''}">
      <th scope="row">${shownName(guest)}</th>
      <td>${slot}</td>
      <td>${texts[0]}</td>
      <td>${texts[0] === texts[1] ? 'the same' : texts[1]}</td>
      <td>${link}</td>
    </tr>`;
  });
  return scrollingTable('Guest NICs', ['guest', 'slot', 'before', 'after', 'reasons'], rows);
}

function guestNicText(nic: ShapeGuestNic | undefined): string {
  if (nic === undefined) return 'not there';
  const port = nic.port === null ? 'a port that the host chooses' : `port ${String(nic.port)}`;
  return `${shownName(nic.vswitch)}, ${port}, ${vlanText(nic.vlanId)}, ${nic.adapter ?? 'adapter unknown'}, ${nic.mac ?? 'a MAC address that the host chooses'}`;
}
