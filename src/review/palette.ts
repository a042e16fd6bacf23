/** Paints text for a terminal. */
export type Paint = (text: string) => string;

/** The few colours that the texts of this room use. */
export interface Palette {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
}

/** How to lay out a text: whether to colour it, and how wide it may become. */
export interface TextStyle {
  readonly colour: boolean;
  /** Columns, at least 40. */
  readonly widthColumns: number;
  /** The host that the text is about, for the commands that it suggests. */
  readonly host?: string;
  /** `--connect` and where that host is, when its document says that and its name does not: commands without a document need it. */
  readonly hostPlace?: string;
  /** The file that the plan is in, for the commands that it suggests; absent: in none. */
  readonly planFile?: string;
  /** Options that lead to the hosts, as a person types them: suggested commands repeat them. */
  readonly hostOptions?: string;
}

/** Width that the texts are made for when nobody says otherwise. */
export const DEFAULT_WIDTH_COLUMNS = 100;

/** The palette: terminal colour codes, or nothing at all when `colour` is false. */
export function paletteFor(style: Pick<TextStyle, 'colour'>): Palette {
  if (!style.colour) return PLAIN;
  return COLOURED;
}

const unpainted: Paint = (text) => text;
const PLAIN: Palette = { bold: unpainted, dim: unpainted, red: unpainted, green: unpainted, yellow: unpainted };

const COLOURED: Palette = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  green: sgr(32, 39),
  yellow: sgr(33, 39),
};

function sgr(on: number, off: number): Paint {
  return (text) => (text === '' ? '' : `\u001b[${String(on)}m${text}\u001b[${String(off)}m`);
}
