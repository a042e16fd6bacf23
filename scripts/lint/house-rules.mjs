// Two lint rules of our own: small enough that a plug-in would be the larger dependency.

/** An `eslint-disable` says why after `--`. */
const disableNeedsReason = {
  meta: { type: 'suggestion', schema: [], messages: { reason: 'Say why after `--`.' } },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const text = comment.value.trim();
          if (text.startsWith('eslint-disable') && !/--\s*\S/.test(text))
            context.report({ loc: comment.loc, messageId: 'reason' });
        }
      },
    };
  },
};

/** Exported functions and classes carry a doc comment. */
const documentExportedFunctions = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'Exported {{what}} {{name}} needs a doc comment: what it does, units, failures, source.' },
  },
  create(context) {
    const overloads = new Set();
    const check = (node, what) => {
      const name = node.declaration.id?.name ?? '';
      if (overloads.has(name)) return;
      const before = context.sourceCode.getCommentsBefore(node).at(-1);
      if (before?.type === 'Block' && before.value.startsWith('*')) overloads.add(name);
      else context.report({ node, messageId: 'missing', data: { what, name } });
    };
    return {
      'ExportNamedDeclaration[declaration.type=/^(FunctionDeclaration|TSDeclareFunction)$/]': (node) =>
        check(node, 'function'),
      "ExportNamedDeclaration[declaration.type='ClassDeclaration']": (node) => check(node, 'class'),
    };
  },
};

export const house = {
  rules: { 'disable-needs-reason': disableNeedsReason, 'document-exported-functions': documentExportedFunctions },
};
