// Which mutants are not asked for: those of texts that nothing computes with. They are what a person reads about a rule
// (its title, the harm in one sentence, where the fact stands) and the command lines of its examples, which
// test/rules/rule-examples.test.ts runs on the simulated host. Everything else in a rule stays in: conditions, clauses,
// codes, severities, and what its reasons and refusals say.

const TEXTS = new Set(['title', 'why', 'citations', 'examples']);

/** True for `title: ...` and so on directly in the object of a rule; the `why` of a clause is a function and stays in. */
function isTextOfRule(path) {
  if (!path.isObjectProperty() || !TEXTS.has(path.node.key.name)) return false;
  const declaration = path.parentPath?.parentPath;
  return declaration?.isVariableDeclarator() === true && declaration.parentPath?.parentPath?.isExportNamedDeclaration();
}

/** True for a list of command lines that stands outside the rule because two of its examples begin alike. */
function isGivenOfExamples(path) {
  return (
    path.isArrayExpression() &&
    path.parentPath?.isVariableDeclarator() === true &&
    path.node.elements.every((element) => element?.type === 'StringLiteral' && /^\/(opt|usr)\//.test(element.value))
  );
}

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'rule-texts',
    value: {
      shouldIgnore: (path) =>
        isTextOfRule(path) || isGivenOfExamples(path) ? 'a text that nothing computes with' : undefined,
    },
  },
];
