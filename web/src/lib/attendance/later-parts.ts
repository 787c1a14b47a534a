/** Of the door: one script, fetched when somebody needs one of them, so that the page itself stays small. */
export { default as DoorSettings } from './door/DoorSettings.svelte';
export { default as SupervisorPanel } from './SupervisorPanel.svelte';
export { default as WalkInForm } from './WalkInForm.svelte';
