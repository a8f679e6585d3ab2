/** A person's turn at the counter. */
export const TICKET_STATES = ['waiting', 'called', 'serving', 'done', 'no_show'] as const;
export type TicketState = (typeof TICKET_STATES)[number];
export const TICKET_ACTS = ['call', 'recall', 'serve', 'done', 'no-show'] as const;
export type TicketAct = (typeof TICKET_ACTS)[number];

const MOVES: Readonly<Record<TicketState, Partial<Record<TicketAct, TicketState>>>> = {
  waiting: { call: 'called' },
  called: { recall: 'called', serve: 'serving', 'no-show': 'no_show' },
  serving: { done: 'done' },
  done: {},
  // Came after all: is called again, out of turn.
  no_show: { recall: 'called' },
};

/** The state after an act; undefined when the act is not allowed there. */
export const nextTicket = (state: TicketState, act: TicketAct): TicketState | undefined => MOVES[state][act];

export const ticketNumber = (letter: string, count: number): string => `${letter}-${String(count).padStart(3, '0')}`;
