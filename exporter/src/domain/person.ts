/** An e-mail address or an @mention. Names cannot be told from other words; there are no fields for them. */
const person = /[\w.+-]+@[\w-]+|(?:^|\s)@[\w-]+/;

/** Whether a text points at a person: what is written here belongs to a team. */
export function namesPerson(text: string): boolean {
  return person.test(text);
}
