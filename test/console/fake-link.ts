/** Stands in for src/link/index.ts when the console is built for a test of its page. */
import type { HostDeskSettings } from '../../src/link/host-desk.js';
import type { HostDesk } from '../../src/link/types.js';
import { FakeDesk, captureInfo, running } from './fake-desk.js';

const CALL_KEPT = 'test.call';

/** A picture of a phone's screen, so that there is something to look at. */
const picture = async (index: number): Promise<Blob> => {
  const canvas = new OffscreenCanvas(390, 844);
  const pen = canvas.getContext('2d');
  if (pen !== null) {
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 390, 844);
    pen.fillStyle = `hsl(${String(index * 47)} 60% 45%)`;
    pen.fillRect(0, 0, 390, 96);
    pen.font = 'bold 28px sans-serif';
    pen.fillStyle = '#fff';
    pen.fillText(`ページ ${String(index)}`, 24, 60);
    pen.fillStyle = '#dde3e8';
    for (let row = 0; row < 9; row += 1) pen.fillRect(24, 130 + row * 76, 342, 52);
  }
  return canvas.convertToBlob();
};

const tools = {
  desk: undefined as FakeDesk | undefined,
  running,
  deliver: async (index: number, more: Parameters<typeof captureInfo>[1] = {}) =>
    tools.desk?.deliver(captureInfo(index, more), await picture(index)),
  /** The desk shows this call again after a reload, as the real one does. */
  keep: (call: HostDesk['call']) => {
    sessionStorage.setItem(CALL_KEPT, JSON.stringify(call));
  },
};
export type Tools = typeof tools;
Object.assign(window, { tools });

/** @public The page imports it in the place of the real one. */
export const openHostDesk = (settings: HostDeskSettings): HostDesk => {
  const desk = new FakeDesk(settings);
  const kept = sessionStorage.getItem(CALL_KEPT);
  if (kept !== null) desk.call = JSON.parse(kept) as HostDesk['call'];
  tools.desk = desk;
  return desk;
};
