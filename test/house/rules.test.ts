import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { citedIn, faults, rulesIn } from '../../tools/rule-citations.js';

const document = `# Rules
- **N1** Four digits.
- **N2** (planned) Points.
### **C1** A call
Text with **N9** inside is no rule.
`;

const cited = (source: string): string[] => [...citedIn(source)].sort();

test('a rule is a list item or a heading that begins with its bold code', () => {
  const { standing, planned } = rulesIn(document);
  assert.equal([[...standing], [...planned]], [['N1', 'C1'], ['N2']]);
});

test('codes are read from the names of tests, several at once, whatever the quotes', () => {
  assert.equal(cited("test('[N1] it\\'s so [C1]', () => {});"), ['C1', 'N1']);
  assert.equal(cited('check.test(\n  `[N1, C7] so`, run);'), ['C7', 'N1']);
});

test('comments and skipped tests cite nothing', () => {
  assert.equal(cited("// [N1]\ntest.skip('[N2] later', run);\nconst row = rows[N3];"), []);
});

test('a rule without a test and a test of no rule are faults; a planned rule may wait', () => {
  const rules = rulesIn(document);
  assert.equal(faults(rules, new Map([['a.test.ts', new Set(['N1', 'C1'])]])), []);
  assert.equal(faults(rules, new Map([['a.test.ts', new Set(['N1', 'X4', 'N2'])]])), [
    'C1 stands in docs/PROTOCOL.md and no test cites it',
    'a.test.ts cites X4, which is no rule of docs/PROTOCOL.md',
  ]);
});

test.run();
