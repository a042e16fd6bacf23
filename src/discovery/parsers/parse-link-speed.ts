const SPEED = /^(\d{1,6}(?:\.\d+)?) ([MG])bps(?: (?:Full|Half) Duplex)?$/;

/**
 * Reads the speed of a link as nwmgr words it, `1 Gbps Full Duplex`, in Mbit/s. Null for a link without speed (`0 Mbps`) and for
 * words that nobody has published.
 *
 * @see nwmgr_apa(1M), September 2010, p. 6 (`speed`); J. M. Rey, "Configuring APA", 2010
 */
export function parseLinkSpeed(text: string): number | null {
  const [, amount, unit] = SPEED.exec(text) ?? [];
  const megabits = Number(amount) * (unit === 'G' ? 1000 : 1);
  return Number.isInteger(megabits) && megabits > 0 ? megabits : null;
}
