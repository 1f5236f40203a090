/** Why no picture could be made. */
export type CaptureFailure =
  /** The page's Content-Security-Policy does not let a picture be drawn from it. */
  | 'blocked'
  /** It took longer than the time that a person waits for it. */
  | 'slow'
  | 'failed';

export class CaptureFailed extends Error {
  constructor(
    readonly reason: CaptureFailure,
    cause?: unknown,
  ) {
    super(`no picture of the page could be made: ${reason}`, { cause });
    this.name = 'CaptureFailed';
  }
}
