/**
 * A state machine as a table: which event in which state leads where, and what is then to be done.
 * The functions are pure; what is to be done is returned as data (effects), and a shell does it. An
 * event that a state has no cell for changes nothing.
 *
 * docs/STATES.md is made from these tables, so each cell says where it may lead.
 */
interface Cell<From, Event, State extends { at: string }, Effect> {
  /** Every state that `then` may return. */
  to: readonly State['at'][];
  /** A method, because only methods let `step` look a cell up by names that match at run time. */
  then(state: From, event: Event): readonly [State, ...Effect[]];
}

export type Table<State extends { at: string }, Event extends { type: string }, Effect> = {
  readonly [At in State['at']]: {
    readonly [Type in Event['type']]?: Cell<
      Extract<State, { at: At }>,
      Extract<Event, { type: Type }>,
      State,
      Effect
    >;
  };
};

/** The state after an event, with the effects in the order in which they are to be done. */
export const step = <State extends { at: string }, Event extends { type: string }, Effect>(
  table: Table<State, Event, Effect>,
  state: State,
  event: Event,
): readonly [State, ...Effect[]] => {
  const row: Partial<Record<string, Cell<State, Event, State, Effect>>> =
    table[state.at as State['at']];
  const cell = row[event.type];
  return cell === undefined ? [state] : cell.then(state, event);
};
