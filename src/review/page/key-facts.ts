import { html, type Html } from './html';

/** A fact that somebody who has ten seconds must know. */
export interface KeyFact {
  readonly label: string;
  readonly value: string;
  /** Somebody should look twice. */
  readonly isAlarm?: boolean;
}

/** The facts beside one another. */
export function keyFacts(facts: readonly KeyFact[]): Html {
  return html`<dl class="key-facts">
    ${facts.map(
      ({ label, value, isAlarm }) =>
        html`<div class="${isAlarm === true ? 'alarm' : ''}">
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
