/** Of the door, but of no use without a network: one script, fetched when somebody needs one of them. */
export { default as SupervisorPanel } from './SupervisorPanel.svelte';
export { default as WalkInForm } from './WalkInForm.svelte';
