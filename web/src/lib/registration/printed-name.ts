/** "Dr. Ir. Rahel Contoh, S.T., M.T." Titles stay as typed: "dr." is a physician, "Dr." a doctorate. */
export function printedName({
  frontTitle,
  name,
  backTitle,
}: {
  frontTitle: string;
  name: string;
  backTitle: string;
}): string {
  const front = [frontTitle, name].filter(Boolean).join(' ');
  return backTitle ? `${front}, ${backTitle}` : front;
}
