/** What a guest's browser runs on, by its own word: the headers of its socket's request. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Device } from '../../src/protocol/index.js';

/**
 * iPads say by default that they are Macs (iPadOS 13 and later); those count as computers here.
 * Client hints are not sent with a WebSocket's request by every browser, so that the old User-Agent
 * decides where there are none.
 */
export const deviceOf = (headers: IncomingHttpHeaders): Device | undefined => {
  const agent = headers['user-agent'] ?? '';
  if (/iPad|Tablet|PlayBook|Silk(?!.*Mobile)/i.test(agent)) return 'tablet';
  if (/Android/i.test(agent)) return /Mobile/i.test(agent) ? 'phone' : 'tablet';
  if (/iPhone|iPod|Mobile|Windows Phone/i.test(agent)) return 'phone';
  if (headers['sec-ch-ua-mobile'] === '?1') return 'phone';
  return /Windows|Macintosh|X11|CrOS|Linux/i.test(agent) ? 'computer' : undefined;
};
