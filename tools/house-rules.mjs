/** Lint rules of this house: mistakes that came up here, each with its reason. */

/** @type {import('eslint').Rule.RuleModule} */
const reasonedDisable = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (!/^\s*eslint-disable/.test(comment.value) || / -- \S/.test(comment.value)) continue;
        if (!comment.loc) continue;
        context.report({
          loc: comment.loc,
          message: 'Say why the rule does not fit here: `eslint-disable-next-line rule -- reason`.',
        });
      }
    },
  }),
};

/** @type {import('eslint').ESLint.Plugin} */
export default { rules: { 'reasoned-disable': reasonedDisable } };
