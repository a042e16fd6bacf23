import type { NamedSource } from './explanation';
import type { Layout } from './explanation-layout';

/** What has to be known of every part of a plan that is blocked. */
export function blockedTexts({ planStatus }: { readonly planStatus: string }): readonly string[] {
  return planStatus === 'blocked' ? ['The plan is blocked: nothing of it may run.'] : [];
}

/** What an explanation rests on. */
export function sourceLines(sources: readonly NamedSource[], layout: Layout): readonly string[] {
  return sources.flatMap(({ id, title, citations }) => [
    ...layout.paragraphs([title === undefined ? id : `${id}: ${title}`]),
    ...layout.below(citations),
  ]);
}
