import type { HostShape } from './host-shape';
import { html, type Html } from './html';
import { uplinkDrawing, type UplinkDrawing } from './interface-boxes';
import { downText, markOf, markSign } from './marks';
import type { PageContext, Picture } from './page-context';
import { portChips, type PortChip } from './port-chips';
import { portsHtml, type ChipSurroundings } from './ports-html';
import { mergedLists, presenceClass, type Presence } from './presence';
import { shownName } from './shown-text';
import { uplinkSvg } from './uplink-svg';

/**
 * The host as a drawing: a band for each vswitch, with the NICs and groups beneath it on the left and the guests on its ports
 * on the right. What the plan touches comes first.
 */
export function hostDrawing(context: PageContext, picture: Picture): Html {
  const chips = portChips(picture, context);
  const guests = new Map(picture.observed.guests.map(({ name, state }, number) => [name as string, { state, number }]));
  const names = mergedLists([...picture.before.vswitches.keys()], [...picture.after.vswitches.keys()]);
  const bands = [...names].map(([name, presence]) =>
    vswitchBand(name, presence, context, picture, chips.get(name) ?? [], guests),
  );
  const lost = [...chips].filter(([name]) => !names.has(name));
  return html`<ul class="bands">
    ${bands.filter(({ isTouched }) => isTouched).map(({ markup }) => markup)}${bands
      .filter(({ isTouched }) => !isTouched)
      .map(
        ({ markup }) => markup,
      )}${lost.map(([name, members]) => lostBand(name, members, guests))}${spareBand(context, picture)}
  </ul>`;
}

interface Band {
  readonly isTouched: boolean;
  readonly markup: Html;
}

function vswitchBand(
  name: string,
  presence: Presence,
  context: PageContext,
  picture: Picture,
  chips: readonly PortChip[],
  guests: ChipSurroundings['guests'],
): Band {
  const object = context.objects.get(`vswitch.${name}`);
  const [before, after] = [picture.before.vswitches.get(name), picture.after.vswitches.get(name)];
  const uplinks = mergedLists(uplinkList(before), uplinkList(after));
  const drawings = [...uplinks].map(([uplink, own]) =>
    uplinkDrawing(uplink, presence === 'both' ? own : presence, context, picture),
  );
  const isTouched =
    object !== undefined || drawings.some(isDrawingTouched) || chips.some((chip) => chip.object !== undefined);
  const mark = markOf(presence, object);
  const down = downText(object);
  const untouched = chips.filter((chip) => chip.object === undefined).length;
  const title = html`${markSign(mark)}${shownName(name)}`;
  const markup = html`<li class="band ${presenceClass(presence)} ${isTouched ? '' : 'untouched'}" data-band>
    <div class="beneath">
      ${drawings.length === 0 ? html`<p class="quiet">no uplink (guest-only)</p>` : uplinkSvg(drawings, true)}
    </div>
    <div class="vswitch ${mark}">
      <h4>${object === undefined ? title : html`<a href="#${object.anchor}">${title}</a>`}</h4>
      <p class="quiet">vswitch, ${stateHtml(before?.state, after?.state)}</p>
      ${down === undefined ? '' : html`<p class="down">down ${down}</p>`}
    </div>
    <div class="ports">
      ${portsHtml(chips, { vswitch: object, guests })}${untouched === 0 ? '' : html`<p class="hidden-count quiet">${untouched} untouched ${untouched === 1 ? 'port is' : 'ports are'} hidden</p>`}
    </div>
  </li>`;
  return { isTouched, markup };
}

function uplinkList(vswitch: { readonly uplink: string | null } | undefined): readonly string[] {
  return vswitch === undefined || vswitch.uplink === null ? [] : [vswitch.uplink];
}

function stateHtml(before: string | undefined, after: string | undefined): Html {
  if (before === after || before === undefined || after === undefined) return html`${after ?? before}`;
  return html`<span class="only-before was">${before}</span> <span class="only-after now">${after}</span>`;
}

/** Guest NICs whose vswitch is not on the list of vswitches. */
function lostBand(name: string, chips: readonly PortChip[], guests: ChipSurroundings['guests']): Html {
  return html`<li class="band" data-band>
    <div class="beneath"></div>
    <div class="vswitch">
      <h4>${shownName(name)}</h4>
      <p class="quiet">not among the vswitches read</p>
    </div>
    <div class="ports">${portsHtml(chips, { vswitch: undefined, guests })}</div>
  </li>`;
}

/** Interfaces that no vswitch stands on. One that the plan puts beneath a vswitch is there only in the view before it. */
function spareBand(context: PageContext, picture: Picture): Html {
  const spares = mergedLists(spareInterfaces(picture.before), spareInterfaces(picture.after));
  if (spares.size === 0) return html``;
  const drawings = [...spares].map(([name, connected]) => uplinkDrawing(name, connected, context, picture));
  const isTouched = drawings.some(isDrawingTouched);
  return html`<li class="band spare ${isTouched ? '' : 'untouched'}" data-band>
    <h4>Without a vswitch</h4>
    <div class="spares">
      ${drawings.map(
        (drawing) =>
          html`<div class="${drawing.box.connected === 'both' ? '' : `view-${drawing.box.connected}`}" data-item>
            ${uplinkSvg([drawing], false)}
          </div>`,
      )}
    </div>
  </li>`;
}

function spareInterfaces({ nics, groups, vswitches }: HostShape): readonly string[] {
  const beneath = new Set([...vswitches.values()].map(({ uplink }) => uplink));
  const ports = new Set([...groups.values()].flatMap((group) => group.ports));
  return [...groups.keys(), ...[...nics.keys()].filter((name) => !ports.has(name))].filter(
    (name) => !beneath.has(name),
  );
}

function isDrawingTouched({ box, ports }: UplinkDrawing): boolean {
  return [box, ...ports].some(({ anchor }) => anchor !== undefined);
}
