/** Ours, as the guest's page calls it. */
import * as room from '../../../src/capture/index.js';
import type { EngineScript } from '../inside/types.js';

export const prepare: EngineScript['prepare'] = 'prepare' in room ? room.prepare : undefined;

export const shoot: EngineScript['shoot'] = async (type) => {
  const { image, ...detail } = await room.capture(type === 'image/png' ? { type } : {});
  return { image, detail };
};
