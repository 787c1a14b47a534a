export type ControlAttributes = {
  id: string;
  name: string;
  'aria-invalid': 'true' | undefined;
  'aria-describedby': string | undefined;
};

/** Id of a control; the error summary links to it. */
export const fieldId = (name: string) => `field-${name}`;
