import { source as axe } from 'axe-core';
import type { OpenedPage } from './chromium-page';

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** What axe-core objects to: of any weight, for the elements that are shown. */
export async function violationsOf({ page }: OpenedPage, only?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(${only === undefined ? '' : JSON.stringify({ runOnly: only })})`,
  );
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html}\n${failureSummary}`),
  );
}

/** Opens everything that is folded. */
export const UNFOLD = "document.querySelectorAll('details').forEach((details) => { details.open = true; })";
