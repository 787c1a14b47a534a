/**
 * A script that could not be fetched stays missing as long as the page lives: browsers remember the failure. Without a
 * network the page itself would be lost, so it is loaded anew only where the server answers.
 */
export async function loadPageAnew(): Promise<void> {
  const answer = await fetch('/door-files.json', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) location.reload();
}
