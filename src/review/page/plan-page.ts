import type { Plan } from '../../plan/plan-document';
import { planSummary } from '../plan-summary';
import type { CitationOf } from '../step-lines';
import { hostSection } from './host-section';
import { hostsTable, type StatusChip } from './hosts-table';
import { html, type Html } from './html';
import { pageContext, type PageContext, type PagePlan } from './page-context';
import { hostsTitle, pageFrame } from './page-frame';
import { proofSection } from './proof-section';
import { stepsSection } from './steps-section';
import { thingsSection } from './things-section';
import { timelineSection } from './timeline-section';
import { STATUS_WORDS, verdictSection } from './verdict-section';
import { wayBackSection } from './way-back-section';

const TONES: Readonly<Record<Plan['status'], StatusChip['tone']>> = {
  ready: 'ready',
  blocked: 'blocked',
  'no-op': 'no-op',
};

/**
 * Plans as one HTML page: the verdict, the host drawn before and after, the steps along time with what is down meanwhile, every
 * reason, and the way back.
 */
export function planPage(plans: readonly PagePlan[], citationOf: CitationOf): string {
  const contexts = plans.map((plan, place) => pageContext(plan, `h${String(place + 1)}`, citationOf));
  const rows = contexts.map(({ plan, prefix }) => ({
    ...{ host: plan.host, prefix, status: { word: STATUS_WORDS[plan.status], tone: TONES[plan.status] } },
    text: planSummary(plan, 'elsewhere'),
  }));
  return pageFrame({
    title: `Plan for ${hostsTitle(contexts.map(({ plan }) => plan.host))}`,
    skip: 'To the plan',
    placeholder: 'guest, vswitch, VLAN 120, s07',
    controls: touchedControl(contexts),
    main: [hostsTable(rows, 'plan'), ...contexts.map(hostArticle)],
  });
}

/** From so many places of guest NICs on, a page begins with what the plan touches. */
const MANY_PLACES = 60;

function touchedControl(contexts: readonly PageContext[]): Html {
  const places = contexts.reduce((sum, { picture }) => sum + (picture?.after.guestNics.size ?? 0), 0);
  const isTouching = contexts.some(({ objects }) => objects.size > 0);
  return html`<label
    ><input type="checkbox" id="only-touched" ${isTouching && places > MANY_PLACES ? html` checked` : ''} /> Only what
    the plan touches</label
  >`;
}

function hostArticle(context: PageContext): Html {
  // The sections number the sources as they cite them, so that the list of sources comes last.
  const sections = [
    verdictSection,
    hostSection,
    timelineSection,
    stepsSection,
    thingsSection,
    wayBackSection,
    proofSection,
  ];
  return html`<article class="plan" id="${context.prefix}" aria-labelledby="${context.prefix}-heading">
    ${sections.map((section) => section(context))}
  </article>`;
}
