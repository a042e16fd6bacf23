import { proofTexts } from '../proof-texts';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { pageSection } from './page-section';
import { sourcesList } from './sources-list';

/** What was proven, the sources of the rules that the page named, and what the plan was made from. */
export function proofSection(context: PageContext): Html {
  const { plan, sources } = context;
  const { basis } = plan;
  const digests: readonly (readonly [string, string])[] = [
    ['plan', basis.contentDigest],
    ['desired state', basis.desiredDigest],
    ['footprint', `${basis.footprintDigest} (${String(basis.footprint.length)} fields)`],
    ['rules', basis.rulesDigest],
    ['observed at', basis.observedAt],
  ];
  const body = html`${proofTexts(plan).map((text) => html`<p>${text}</p>`)} ${sourcesList(sources)}
    <dl class="facts">
      ${digests.map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd><code>${value}</code></dd>
          </div>`,
      )}
    </dl>`;
  return pageSection(context, 'proof', 'Proof, sources and basis', body);
}
