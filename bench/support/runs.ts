/** How often everything is measured; fewer with `BENCH_RUNS`, to try a bench out. */
const RUNS = Number(process.env['BENCH_RUNS'] ?? 20);

/** For each run whether it counts: the first only warms everything up. */
export function* runs(): Generator<boolean> {
  yield false;
  for (let run = 0; run < RUNS; run += 1) yield true;
}
