/** How much a diagnostic weighs: an `error` blocks, a `warning` is shown and allowed, `info` is advice. */
export type DiagnosticSeverity = 'error' | 'warning' | 'info';

/**
 * An expected problem, as a value: what is wrong, where, why, and what to do next.
 *
 * `summary` is one line without a final period; `detail` may span lines and ends with what to do next.
 */
export interface Diagnostic {
  readonly severity: DiagnosticSeverity;
  /** Stable kebab-case code that scripts may test, for example `vlan-id-out-of-range`. */
  readonly code: string;
  readonly summary: string;
  readonly detail: string;
  /** Resource address (`vswitch.vmlan900`) or document path (`/guestNics/0/slot`), when there is one. */
  readonly address?: string;
}

/** Builds an error diagnostic. */
export function errorDiagnostic(code: string, summary: string, detail: string, address?: string): Diagnostic {
  return Object.freeze({ severity: 'error', code, summary, detail, ...(address === undefined ? {} : { address }) });
}

/** Builds a warning diagnostic. */
export function warningDiagnostic(code: string, summary: string, detail: string, address?: string): Diagnostic {
  return Object.freeze({ severity: 'warning', code, summary, detail, ...(address === undefined ? {} : { address }) });
}

/** Builds a piece of advice. */
export function infoDiagnostic(code: string, summary: string, detail: string, address?: string): Diagnostic {
  return Object.freeze({ severity: 'info', code, summary, detail, ...(address === undefined ? {} : { address }) });
}

/** True when at least one diagnostic is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
