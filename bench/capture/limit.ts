/** An engine that takes longer on a page has failed there; `BENCH_LIMIT` for busy machines. */
const LIMIT_MS = Number(process.env['BENCH_LIMIT'] ?? 20) * 1000;

export class TookTooLong extends Error {
  constructor() {
    super(`took over ${LIMIT_MS / 1000} s`);
  }
}

export const limited = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong()), LIMIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
