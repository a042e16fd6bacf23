import type { MarkdownDialect } from '../markdown/dialect';
import { HTML_DIALECT } from '../markdown/html-dialect';
import { PLAIN_DIALECT } from '../markdown/plain-dialect';

/** Where a comment is put. */
export interface CommentPlatform {
  /**
   * The longest comment that is taken, counted in bytes of UTF-8: platforms count characters, code points or bytes, and none of
   * these counts more.
   */
  readonly mostBytes: number;
  readonly dialect: MarkdownDialect;
}

export type PlatformName = 'github' | 'gitlab' | 'bitbucket';

/**
 * - GitHub refuses with "Body is too long (maximum is 65536 characters)" (https://github.com/orgs/community/discussions/27190).
 * - GitLab: notes of at most 1,000,000 characters (https://docs.gitlab.com/ee/api/notes.html; Gitlab::Database::MAX_TEXT_SIZE_LIMIT).
 * - Bitbucket, Cloud as well as Data Center, asks for "less than 32768 characters" (https://github.com/jfrog/froggit-go/pull/133,
 *   https://github.com/jenkinsci/violation-comments-to-stash-plugin/issues/26).
 */
export const PLATFORMS: Readonly<Record<PlatformName, CommentPlatform>> = {
  github: { mostBytes: 65_536, dialect: HTML_DIALECT },
  gitlab: { mostBytes: 1_000_000, dialect: HTML_DIALECT },
  bitbucket: { mostBytes: 32_767, dialect: PLAIN_DIALECT },
};

/** The names of the platforms. */
export const PLATFORM_NAMES: readonly PlatformName[] = ['github', 'gitlab', 'bitbucket'];

/** Below this not even the verdict, the head of the table and the counts fit. */
export const LEAST_COMMENT_BYTES = 8_000;
