import { compareText } from '../../model/canonical-json';
import { html, type Html } from './html';
import { downText, markSign } from './marks';
import type { PlanObject } from './plan-objects';
import { vlanText, type PortChip } from './port-chips';
import { presenceClass } from './presence';
import { shownName } from './shown-text';

/** What the chips of one vswitch are told by. */
export interface ChipSurroundings {
  /** What the page says of the vswitch. */
  readonly vswitch: PlanObject | undefined;
  /** State of each guest by its name, with its number on the page. */
  readonly guests: ReadonlyMap<string, { readonly state: string; readonly number: number }>;
}

/** From so many ports in one VLAN on, they are laid out as a grid. */
const MANY_PORTS = 8;

/** The ports of a vswitch, by VLAN, each with its guest. */
export function portsHtml(chips: readonly PortChip[], surroundings: ChipSurroundings): Html {
  if (chips.length === 0) return html`<p class="quiet">no guest NIC</p>`;
  const groups = new Map<string, PortChip[]>();
  for (const chip of [...chips].sort(byPlace)) {
    const vlan = vlanText(chip.vlan);
    const group = groups.get(vlan);
    if (group === undefined) groups.set(vlan, [chip]);
    else group.push(chip);
  }
  return html`<dl class="vlans">
    ${[...groups].map(
      ([vlan, members]) =>
        html`<div data-group>
          <dt>${vlan}</dt>
          <dd>
            <ul class="chips ${members.length >= MANY_PORTS ? 'many' : ''}" data-roving>
              ${members.map((chip) => chipHtml(chip, surroundings))}
            </ul>
          </dd>
        </div>`,
    )}
  </dl>`;
}

/** By VLAN, untagged first; there, what the plan changes first; then by guest, because that is who is looked for. */
function byPlace(one: PortChip, other: PortChip): number {
  return (
    rankOf(one.vlan) - rankOf(other.vlan) ||
    Number(one.mark === 'same') - Number(other.mark === 'same') ||
    compareText(one.nic.guest, other.nic.guest) ||
    compareText(one.nic.slot, other.nic.slot)
  );
}

function rankOf(vlan: PortChip['vlan']): number {
  return typeof vlan === 'number' ? vlan : vlan === null ? -1 : 5_000;
}

function chipHtml(chip: PortChip, surroundings: ChipSurroundings): Html {
  const { nic, mark, note, object, presence } = chip;
  const guest = surroundings.guests.get(nic.guest);
  const port = nic.port === null ? '' : html` · <span class="port">port </span>${nic.port}`;
  const text = html`${markSign(mark)}<b>${shownName(nic.guest)}</b> <span class="where">${nic.slot}${port}</span>${
      guest === undefined || guest.state === 'on'
        ? ''
        : html` <span class="quiet">${guest.state === 'off' ? 'off' : 'state unknown'}</span>`
    }${note === undefined ? '' : html` <span class="note">${note}</span>`}${downHtml(chip, surroundings)}`;
  const classes = `chip ${mark} ${object === undefined || object.outages.length === 0 ? '' : 'is-down'}`;
  const inner =
    object === undefined
      ? html`<span class="${classes}">${text}</span>`
      : html`<a class="${classes}" href="#${object.anchor}">${text}</a>`;
  return html`<li
    class="${presenceClass(presence)} ${object === undefined ? 'untouched' : ''}"
    data-item
    data-guest="${guest?.number ?? ''}"
  >
    ${inner}
  </li>`;
}

/** How long a NIC is down; only in words for the ear where it is down with its vswitch, which says it already. */
function downHtml({ object, mark }: PortChip, { vswitch }: ChipSurroundings): Html {
  const down = downText(object);
  if (object === undefined || down === undefined || mark === 'moved-away') return html``;
  const isAlong = object.outages.every(({ cause }) => cause !== undefined && cause === vswitch?.address);
  if (isAlong && down === downText(vswitch)) return html`<span class="unseen"> down with the vswitch</span>`;
  return html` <span class="down">down ${down}</span>`;
}
