/** Figures as a reader wants them: Markdown tables, our row first, the peers' beside it. */

export interface Row {
  name: string;
  /** One value for each run. */
  values: readonly number[];
}

export interface Measured {
  title: string;
  /** What a value counts, such as `ms`. */
  unit: string;
  ours: Row;
  peers: readonly Row[];
  /** What the reader must know to trust the figures. */
  note?: string;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('there are no values');
  return (low + high) / 2;
};

/** Three digits that mean something, and no more. */
export const shown = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);

/** How much more than ours the peer takes: above 1 speaks for us. */
export const ratio = (peer: number, ours: number): string => `${(peer / ours).toFixed(2)} ×`;

/** The first column is text, the others are figures. */
export const markdown = (lines: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = lines;
  const widths = head.map((_, column) =>
    Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const drawn = (line: readonly string[]) =>
    `| ${widths
      .map((width, column) => {
        const cell = line[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [drawn(head), drawn(rule), ...body.map(drawn)].join('\n');
};

export const printTable = (
  title: string,
  lines: readonly (readonly string[])[],
  note?: string,
): void => {
  const below = note === undefined ? '' : `\n${note}\n`;
  process.stdout.write(`\n### ${title}\n\n${markdown(lines)}\n${below}`);
};

export const printMeasured = ({ title, unit, ours, peers, note }: Measured): void => {
  const beside = median(ours.values);
  const lineOf = ({ name, values }: Row): string[] => [
    name,
    shown(median(values)),
    `${shown(Math.min(...values))}–${shown(Math.max(...values))}`,
    String(values.length),
    ratio(median(values), beside),
  ];
  printTable(
    title,
    [['', `median ${unit}`, 'min–max', 'runs', 'of ours'], ...[ours, ...peers].map(lineOf)],
    note,
  );
};
