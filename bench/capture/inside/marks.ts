/** What bounds a capture in a trace. */
export const START = 'misete-bench-start';
export const END = 'misete-bench-end';
