/** Which rules docs/PROTOCOL.md has, and which of them the tests cite. */

export interface Rules {
  /** Rules that hold now: each needs a test. */
  standing: Set<string>;
  /** Rules that are written down and do not hold yet. */
  planned: Set<string>;
}

const heading = /^(?:[-*]|#+) +\*\*([A-Z]\d+)\*\*( +\(planned\))?/gm;

/** A rule is a list item or a heading that begins with its bold code. */
export function rulesIn(document: string): Rules {
  const rules: Rules = { standing: new Set(), planned: new Set() };
  for (const [, code, planned] of document.matchAll(heading)) {
    if (code !== undefined) rules[planned === undefined ? 'standing' : 'planned'].add(code);
  }
  return rules;
}

// The first argument of a call, when it is a string: test('[N4] …', …), contract.test(`…`).
const call = /\b(?!skip\b)(\w+)\(\s*(['"`])((?:\\.|(?!\2)[^\\])*)\2/g;
const citation = /\[([A-Z]\d+(?:, ?[A-Z]\d+)*)\]/g;

/** The codes that the names of a file's tests cite. A test that is skipped shows nothing. */
export function citedIn(source: string): Set<string> {
  const names = [...source.matchAll(call)].map(([, , , name]) => name ?? '');
  const codes = names
    .flatMap((name) => [...name.matchAll(citation)])
    .flatMap(([, list]) => list?.split(/, ?/) ?? []);
  return new Set(codes);
}

/**
 * What is wrong, one sentence each.
 *
 * @param cited the codes that each file cites
 */
export function faults(rules: Rules, cited: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const all = new Set([...cited.values()].flatMap((codes) => [...codes]));
  const untested = [...rules.standing]
    .filter((code) => !all.has(code))
    .map((code) => `${code} stands in docs/PROTOCOL.md and no test cites it`);
  const unknown = [...cited].flatMap(([file, codes]) =>
    [...codes]
      .filter((code) => !rules.standing.has(code) && !rules.planned.has(code))
      .map((code) => `${file} cites ${code}, which is no rule of docs/PROTOCOL.md`),
  );
  return [...untested, ...unknown];
}
