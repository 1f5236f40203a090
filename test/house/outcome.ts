/** What a test file's process says about its tests. */

export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** What the file wrote, and what else is wrong with it. */
  report: string;
  /** What the file wrote besides uvu's own lines, for instance why a test did not run. */
  notes: string;
}

const closing = /^ {2}Total: {5}(\d+)\n {2}Passed: {4}(\d+)\n {2}Skipped: {3}(\d+)$/gm;
// uvu colours its lines when the surroundings ask for it.
const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

/**
 * Judges a test file that has ended. Whatever is odd about it is one more failure: tests that did
 * not pass, no test at all, a bad exit code after good tests, a hang.
 *
 * @param output everything that it wrote
 * @param code its exit code, null after a signal
 * @param hungMinutes how long it was waited for, if it had to be stopped
 */
export function judge(output: string, code: number | null, hungMinutes?: number): Outcome {
  const plain = output.replace(colours, '').replaceAll('\r\n', '\n');
  const [, total, passed, skipped] = [...plain.matchAll(closing)].at(-1)?.map(Number) ?? [];
  const counts = { passed: passed ?? 0, skipped: skipped ?? 0 };
  const notPassed = (total ?? 0) - counts.passed;
  const notes = plain
    .split('\n')
    .filter(
      (line) => !/^(?: {2}(?:Total|Passed|Skipped|Duration):|[•✘ ]*\(\d+ \/ \d+\)$|$)/.test(line),
    )
    .join('\n');
  const trouble = troubleOf(total, counts.skipped, notPassed, code, hungMinutes);
  return {
    ...counts,
    failed: Math.max(notPassed, trouble === undefined ? 0 : 1),
    report: trouble === undefined ? plain : `${plain}\n  ${trouble}\n`,
    notes,
  };
}

function troubleOf(
  total: number | undefined,
  skipped: number,
  notPassed: number,
  code: number | null,
  hungMinutes: number | undefined,
): string | undefined {
  if (hungMinutes !== undefined) {
    return `It did not end within ${hungMinutes} minutes: something that it opened is still open.`;
  }
  if (total === undefined) return `It ended (${code ?? 'by a signal'}) before its tests were done.`;
  if (total + skipped === 0) return 'It ran no test: is test.run() missing?';
  if (code !== 0 && notPassed === 0)
    return `Its tests passed, yet it ended with ${code ?? 'a signal'}.`;
  if (code === 0 && notPassed > 0) return `${notPassed} tests did not run: a hook threw.`;
  return undefined;
}
