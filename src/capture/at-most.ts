/**
 * What a promise gives, or, where it takes longer, what `late` gives or throws.
 *
 * @param limit milliseconds
 */
export const atMost = async <T>(limit: number, promise: Promise<T>, late: () => T): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limit);
  });
  try {
    return await Promise.race([promise, end.then(late)]);
  } finally {
    clearTimeout(timer);
  }
};
