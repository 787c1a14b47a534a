import { mount } from 'svelte';
import App from './App.svelte';

/** The pages of the door are a small application of their own: a phone fetches neither router nor console. */
const target = document.getElementById('door');
if (target) {
  target.textContent = '';
  mount(App, { target });
}
