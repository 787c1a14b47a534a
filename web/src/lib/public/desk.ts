// The script of a unit's desk. The page works without it; it must import nothing.

const LENGTH_OF_NIP = 18;

/** Cells copied from a sheet and pasted anywhere in the table go through the field that takes them without script, too. */
function takeSheets(form: HTMLFormElement): void {
  const text = form.querySelector<HTMLTextAreaElement>('textarea[name=text]');
  const button = form.querySelector<HTMLButtonElement>('[data-desk-paste]');
  if (!text || !button) return;
  form.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (event.target === text || !/\t|\n./.test(pasted)) return;
    event.preventDefault();
    text.value = pasted;
    form.requestSubmit(button);
  });
}

/** The rest of an employee of the unit, as soon as his number stands there. What was typed stays. */
async function fillIn(row: HTMLElement): Promise<void> {
  const cells = new Map(
    [...row.querySelectorAll<HTMLInputElement>('[data-cell]')].map((input) => [input.dataset.cell ?? '', input]),
  );
  const typed = Object.fromEntries([...cells].flatMap(([name, { value }]) => (value.trim() ? [[name, value]] : [])));
  const token = location.pathname.split('/').at(-1) ?? '';
  const answer = await fetch(`/api/public/delegations/${token}/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rows: [typed] }),
  });
  if (!answer.ok) return;
  const [told] = (await answer.json()) as { cells: Record<string, string> }[];
  for (const [name, value] of Object.entries(told?.cells ?? {})) {
    const input = cells.get(name);
    if (input && input.value.trim() === '') input.value = value;
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-desk]')) {
  takeSheets(form);
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset.cell !== 'nip') return;
    const row = target.closest<HTMLElement>('[data-desk-row]');
    // Without the network the row is filled when it is sent.
    if (row && target.value.replace(/\D/g, '').length === LENGTH_OF_NIP) fillIn(row).catch(() => undefined);
  });
}
