/**
 * Of the colours in tokens.ts those that the button on a customer's page needs before the tap: every
 * such page carries these bytes. It is light in both schemes: a button in a colour of its own, white
 * on it, can be read on any page.
 */
export const basics = {
  accent: '#0b6470',
  'on-accent': '#fff',
  surface: '#fff',
  ink: '#17212b',
} as const;
