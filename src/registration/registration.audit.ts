export const registrationActions = [
  'registration.confirmed',
  'registration.placed_waiting',
  'registration.promoted',
  'registration.cancelled',
  'registration.ticket_resent',
] as const;
