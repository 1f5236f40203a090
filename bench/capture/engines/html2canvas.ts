import html2canvas from 'html2canvas';
import { options } from '../inside/html2canvas.js';
import type { EngineScript } from '../inside/types.js';
import { encoded } from '../inside/view.js';

/** It scrolls its copy of the page and does not wait until a smooth scroll has arrived. */
const withoutSmoothScroll = async <T>(work: () => Promise<T>): Promise<T> => {
  const { style } = document.documentElement;
  const before = style.scrollBehavior;
  style.scrollBehavior = 'auto';
  try {
    return await work();
  } finally {
    style.scrollBehavior = before;
  }
};

export const shoot: EngineScript['shoot'] = async (type) => {
  const canvas = await withoutSmoothScroll(() => html2canvas(document.documentElement, options()));
  return encoded(canvas, type);
};
