import { git } from './git/index.ts';
import { github } from './github/index.ts';
import type { SourceType } from './source.ts';

/** Every kind of source there is. To add one: a folder and a line here. */
export const sourceTypes: readonly SourceType[] = [git, github];
