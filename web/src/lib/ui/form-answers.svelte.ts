/**
 * The last answer to each form of a page that has several. SvelteKit keeps one for the whole page: that of a form sent
 * earlier and answered later would take away the faults of another.
 */
export function formAnswers<Told extends { part?: string }>(latest: () => Told | null): (part: string) => Told | null {
  let known: Partial<Record<string, Told>> = {};
  const answers = $derived.by(() => {
    const told = latest();
    if (told?.part) known = { ...known, [told.part]: told };
    return known;
  });
  return (part) => answers[part] ?? null;
}
