import type { InterfaceBox, UplinkDrawing } from './interface-boxes';
import { html, type Html } from './html';
import { signOf, wordOf } from './marks';
import { presenceClass, type Presence } from './presence';
import { shownText } from './shown-text';

const BOX = { width: 128, head: 24, line: 15, gap: 8 } as const;
const COLUMN = { nic: 0, group: 156, end: 312 } as const;
/** How far below its top a box is joined, as is the vswitch beside the drawing. */
const JOIN_Y = 18;
const MOST_LINE_CHARACTERS = 18;

interface Placed {
  readonly box: InterfaceBox;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/**
 * What is beneath a vswitch as a drawing: NICs on the left, their groups beside them, and from each a line to the right edge,
 * where the vswitch stands. Without `joins`, the interfaces stand for themselves.
 */
export function uplinkSvg(uplinks: readonly UplinkDrawing[], joins: boolean): Html {
  let y = 0;
  const shapes: Html[] = [];
  for (const { box, ports } of uplinks) {
    const nics = ports.reduce<readonly Placed[]>((placed, port) => {
      const last = placed.at(-1);
      return [...placed, placedAt(port, COLUMN.nic, last === undefined ? y : last.y + last.height + BOX.gap)];
    }, []);
    const own = placedAt(box, ports.length === 0 ? COLUMN.nic : COLUMN.group, y);
    for (const nic of nics) shapes.push(lineBetween(nic, own));
    if (joins) shapes.push(lineToEdge(own));
    shapes.push(...nics.map(boxShape), boxShape(own));
    y = Math.max(bottomOf(own), ...nics.map(bottomOf)) + BOX.gap * 2;
  }
  const height = Math.max(JOIN_Y * 2, y - BOX.gap * 2 + 2);
  const label = uplinks.map(uplinkLabel).join('; ');
  return html`<svg
    class="uplinks"
    role="group"
    aria-label="${label}"
    width="${COLUMN.end}"
    height="${height}"
    viewBox="0 0 ${COLUMN.end} ${height}"
  >
    ${shapes}
  </svg>`;
}

function placedAt(box: InterfaceBox, x: number, y: number): Placed {
  return { box, x, y, height: BOX.head + box.lines.length * BOX.line + 4 };
}

function bottomOf({ y, height }: Placed): number {
  return y + height;
}

function lineBetween(from: Placed, to: Placed): Html {
  return curve(from.x + BOX.width, from.y + JOIN_Y, to.x, to.y + JOIN_Y, presenceClass(from.box.connected));
}

function lineToEdge(from: Placed): Html {
  return curve(
    from.x + BOX.width,
    from.y + JOIN_Y,
    COLUMN.end,
    JOIN_Y,
    `to-vswitch ${presenceClass(from.box.connected)}`,
  );
}

function curve(x1: number, y1: number, x2: number, y2: number, classes: string): Html {
  const middle = (x1 + x2) / 2;
  return html`<path class="wire ${classes}" d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}" />`;
}

function boxShape({ box, x, y, height }: Placed): Html {
  const lines = box.lines.map(
    ({ text, presence, isDown }, place) =>
      html`<text
        class="line ${isDown === true ? 'down' : presenceClass(presence)}"
        x="${x + 10}"
        y="${y + BOX.head + 9 + place * BOX.line}"
        >${shownText(text, MOST_LINE_CHARACTERS)}</text
      >`,
  );
  const name = `${signOf(box.mark)} ${box.name}`.trim();
  const shape = html`<rect
      class="box"
      x="${x + 1}"
      y="${y + 1}"
      width="${BOX.width - 2}"
      height="${height - 2}"
      rx="5"
    /><text class="name" x="${x + 10}" y="${y + 18}">${shownText(name, MOST_LINE_CHARACTERS)}</text>${lines}`;
  const classes = `interface ${box.mark} ${presenceClass(box.connected)}`;
  if (box.anchor === undefined) return html`<g class="${classes}">${shape}</g>`;
  return html`<a class="${classes}" href="#${box.anchor}">${shape}</a>`;
}

function uplinkLabel({ box, ports }: UplinkDrawing): string {
  const beneath = ports.length === 0 ? '' : `, with ports ${ports.map(boxLabel).join(' and ')}`;
  return `${boxLabel(box)}${beneath}`;
}

function boxLabel(box: InterfaceBox): string {
  const words: Readonly<Record<Presence, string>> = { both: '', before: 'before ', after: 'after ' };
  const lines = box.lines.map(({ text, presence }) => `${words[presence]}${text}`);
  return `${wordOf(box.mark)}${shownText(box.name, 64)} (${lines.join(', ')})`;
}
