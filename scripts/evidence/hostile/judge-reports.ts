import { count, type Tally } from '../tally';
import { markupIn, obeyedIn, structureOf } from './judge-text';

/** Judges what a person would be shown because of one hostile value. */
export interface ReportJudge {
  text(what: string, text: string): void;
  /** `harmless`: the same report with a harmless word in the place of the value. */
  markdown(what: string, markdown: string, harmless?: string): void;
}

export function reportJudge(tally: Tally): ReportJudge {
  const text = (what: string, shown: string): void => {
    count(tally, 'reports');
    const obeyed = obeyedIn(shown);
    if (obeyed !== undefined) count(tally, 'obeyed characters', 1, `${obeyed} in ${what}`);
  };
  return {
    text,
    markdown: (what, markdown, harmless) => {
      text(what, markdown);
      count(tally, 'Markdown reports');
      const markup = markupIn(markdown);
      if (markup !== undefined) count(tally, 'foreign markup', 1, `${markup} in ${what}`);
      if (harmless === undefined) return;
      const [found, expected] = [structureOf(markdown), structureOf(harmless)];
      if (JSON.stringify(found) === JSON.stringify(expected)) return;
      const at = found.findIndex((each, index) => each !== expected[index]);
      count(
        tally,
        'changed structure',
        1,
        `${found[at] ?? 'nothing'} instead of ${expected[at] ?? 'nothing'} in ${what}`,
      );
    },
  };
}
