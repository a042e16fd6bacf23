/**
 * Loads what each command does. Built as a file of its own, so that help and mistakes in arguments are answered without it;
 * each action in turn loads only what it needs.
 */
export const actions = {
  discover: async () => (await import('./actions/discover.js')).runDiscover,
  import: async () => (await import('./actions/import.js')).runImport,
  plan: async () => (await import('./actions/plan.js')).runPlan,
  check: async () => (await import('./actions/check.js')).runCheck,
  explain: async () => (await import('./actions/explain.js')).runExplain,
  show: async () => (await import('./actions/show.js')).runShow,
  apply: async () => (await import('./actions/apply.js')).runApply,
  drift: async () => (await import('./actions/drift.js')).runDrift,
  driftMerge: async () => (await import('./actions/drift-merge.js')).runDriftMerge,
  review: async () => (await import('./actions/review.js')).runReview,
  rules: async () => (await import('./actions/rules.js')).runRules,
  sudoers: async () => (await import('./actions/sudoers.js')).runSudoers,
  simulate: async () => (await import('./actions/simulate.js')).runSimulate,
  status: async () => (await import('./actions/status.js')).runStatusCommand,
  settle: async () => (await import('./actions/settle.js')).runSettle,
  provider: async () => (await import('./actions/provider.js')).runProviderInstall,
  rehearse: async () => (await import('./actions/rehearse.js')).runRehearse,
  completion: async () => (await import('./actions/completion.js')).runCompletion,
  demo: async () => (await import('./actions/demo.js')).runDemo,
} as const;
