/**
 * Whose code runs: a document, a console, a run of the service, or the world itself. What belongs to
 * one that is dead does not happen any more; what belongs to one that is frozen (in the back-forward
 * cache, or a tab that the phone put to sleep) happens when it wakes.
 */
export class Life {
  isDead = false;
  isFrozen = false;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}
