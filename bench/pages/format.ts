/**
 * Put into the guest's page: pictures are encoded as `window.format` says, whatever was asked for,
 * and the last one is kept to be looked at.
 */

export interface Format {
  type: 'image/jpeg' | 'image/webp' | 'image/png';
  /** 0 to 1. */
  quality: number;
}

declare global {
  interface Window {
    format: Format;
    encoded?: Blob;
    /** Milliseconds that encoding took. */
    encoding?: number;
  }
}

window.format = { type: 'image/jpeg', quality: 0.85 };

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its canvas below
const encode = HTMLCanvasElement.prototype.toBlob;

HTMLCanvasElement.prototype.toBlob = function (done) {
  const started = performance.now();
  const keep: BlobCallback = (blob) => {
    window.encoding = performance.now() - started;
    if (blob !== null) window.encoded = blob;
    done(blob);
  };
  encode.call(this, keep, window.format.type, window.format.quality);
};
