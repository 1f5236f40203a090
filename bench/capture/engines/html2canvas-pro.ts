import html2canvas from 'html2canvas-pro';
import { options } from '../inside/html2canvas.js';
import type { EngineScript } from '../inside/types.js';
import { encoded } from '../inside/view.js';

export const shoot: EngineScript['shoot'] = async (type) =>
  encoded(await html2canvas(document.documentElement, options()), type);
