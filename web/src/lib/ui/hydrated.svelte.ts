import { onMount } from 'svelte';

/** Whether the page's script runs: until then, and without one, a part may rely on the form alone. */
export class Hydrated {
  yes = $state(false);

  constructor() {
    onMount(() => {
      this.yes = true;
    });
  }
}
