/** Which change a hotfix mends. */
export const hotfixes: readonly string[] = ['ALTER TABLE changes ADD COLUMN mends_number BIGINT'];
