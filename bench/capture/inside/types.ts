/** What every engine's script offers to the harness. */

export type PictureType = 'image/png' | 'image/jpeg';

export interface Shot {
  image: Blob;
  /** What the engine says about it, for whoever looks at the pictures. */
  detail?: unknown;
}

export interface EngineScript {
  /** What the engine lets a page do before it is needed. */
  prepare?: (() => Promise<void>) | undefined;
  /** Of the visual viewport; JPEG with a quality of 0.85. */
  shoot: (type: PictureType) => Promise<Shot>;
}
