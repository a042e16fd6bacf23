import { compareText } from '../../model/canonical-json';
import type { ShapeGuestNic } from './host-shape';
import { html, type Html } from './html';
import { downText, markSign, type Mark } from './marks';
import type { PageContext, Picture } from './page-context';
import type { PlanObject } from './plan-objects';
import { presenceClass, type Presence } from './presence';
import { shownName } from './shown-text';

/** A guest NIC where it is or was: on a port of a vswitch, in a VLAN. */
export interface PortChip {
  readonly nic: ShapeGuestNic;
  readonly vswitch: string;
  readonly vlan: ShapeGuestNic['vlanId'];
  readonly presence: Presence;
  readonly mark: Mark;
  /** Where it comes from, or goes. */
  readonly note: string | undefined;
  readonly object: PlanObject | undefined;
}

/** Every guest NIC once for each place that it has before or after the plan, by vswitch. */
export function portChips(
  { before, after }: Picture,
  { objects }: PageContext,
): ReadonlyMap<string, readonly PortChip[]> {
  const chips = new Map<string, PortChip[]>();
  const add = (chip: PortChip): void => {
    const known = chips.get(chip.vswitch);
    if (known === undefined) chips.set(chip.vswitch, [chip]);
    else known.push(chip);
  };
  for (const identity of new Set([...before.guestNics.keys(), ...after.guestNics.keys()])) {
    const object = objects.get(`guestNic.${identity}`);
    for (const chip of chipsOf(before.guestNics.get(identity), after.guestNics.get(identity), object)) add(chip);
  }
  return chips;
}

function chipsOf(
  was: ShapeGuestNic | undefined,
  is: ShapeGuestNic | undefined,
  object: PlanObject | undefined,
): readonly PortChip[] {
  const at = (nic: ShapeGuestNic, presence: Presence, mark: Mark, note?: string): PortChip => ({
    nic,
    vswitch: nic.vswitch,
    vlan: nic.vlanId,
    presence,
    mark,
    note,
    object,
  });
  if (was === undefined) return is === undefined ? [] : [at(is, 'after', 'new')];
  if (is === undefined) return [at(was, 'before', 'gone')];
  if (was.vswitch === is.vswitch && was.vlanId === is.vlanId)
    return [at(is, 'both', object?.change === undefined ? 'same' : 'changed')];
  const isSameVswitch = was.vswitch === is.vswitch;
  const placeOf = (nic: ShapeGuestNic): string => (isSameVswitch ? vlanText(nic.vlanId) : shownName(nic.vswitch));
  return [at(was, 'before', 'moved-away', `to ${placeOf(is)}`), at(is, 'after', 'moved-here', `from ${placeOf(was)}`)];
}

/** `VLAN 120`, `untagged`. */
export function vlanText(vlan: ShapeGuestNic['vlanId']): string {
  if (vlan === 'unknown') return 'VLAN unknown';
  return vlan === null ? 'untagged' : `VLAN ${String(vlan)}`;
}

/** The ports of a vswitch, by VLAN, each with its guest. */
export function portsHtml(chips: readonly PortChip[], guestStates: ReadonlyMap<string, string>): Html {
  if (chips.length === 0) return html`<p class="quiet">no guest NIC</p>`;
  const groups = new Map<string, PortChip[]>();
  for (const chip of [...chips].sort((one, other) => rankOf(one.vlan) - rankOf(other.vlan)))
    groups.set(vlanText(chip.vlan), [...(groups.get(vlanText(chip.vlan)) ?? []), chip]);
  return html`<dl class="vlans">
    ${[...groups].map(
      ([vlan, members]) =>
        html`<div data-group>
          <dt>${vlan}</dt>
          <dd>
            <ul class="chips" data-roving>
              ${[...members].sort(byPort).map((chip) => chipHtml(chip, guestStates))}
            </ul>
          </dd>
        </div>`,
    )}
  </dl>`;
}

function rankOf(vlan: PortChip['vlan']): number {
  return typeof vlan === 'number' ? vlan : vlan === null ? -1 : 5_000;
}

function byPort(one: PortChip, other: PortChip): number {
  return (one.nic.port ?? 1e9) - (other.nic.port ?? 1e9) || compareText(one.nic.guest, other.nic.guest);
}

function chipHtml(chip: PortChip, guestStates: ReadonlyMap<string, string>): Html {
  const { nic, mark, note, object } = chip;
  const down = downText(object);
  const state = guestStates.get(nic.guest);
  const port = nic.port === null ? '' : ` · port ${String(nic.port)}`;
  const text = html`${markSign(mark)}<b>${shownName(nic.guest)}</b> <span class="where">${nic.slot}${port}</span>${
      state === undefined || state === 'on'
        ? ''
        : html` <span class="quiet">${state === 'off' ? 'off' : 'state unknown'}</span>`
    }${note === undefined ? '' : html` <span class="note">${note}</span>`}${
      down === undefined || (chip.presence === 'before' && mark === 'moved-away')
        ? ''
        : html` <span class="down">down ${down}</span>`
    }`;
  const touched = object === undefined ? 'untouched' : '';
  const inner =
    object === undefined
      ? html`<span class="chip ${mark}">${text}</span>`
      : html`<a class="chip ${mark}" href="#${object.anchor}">${text}</a>`;
  return html`<li class="${presenceClass(chip.presence)} ${touched}" data-item>${inner}</li>`;
}
