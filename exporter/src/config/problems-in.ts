import type { Found } from './explain.ts';
import { pathText, type Problem } from './problems.ts';
import type { YamlText } from './yaml.ts';

/**
 * The problems of one file in the order of its lines: its syntax, what single values have wrong, and what they have
 * wrong together, which is not asked where the file is broken.
 */
export function problemsIn(
  file: string,
  yaml: YamlText,
  content: readonly Found[],
  joined: readonly Found[] = []
): Problem[] {
  const broken = yaml.brokenFrom < Infinity;
  const told = new Set(content.map(({ path }) => pathText(path)));
  const all = broken
    ? content.filter(({ path }) => yaml.has(path))
    : [...content, ...joined.filter(({ path }) => !told.has(pathText(path)))];
  const placed = all
    .map(({ path, message, key }) => ({ ...(key ? yaml.keyPlace(path) : yaml.place(path)), path, message }))
    .filter(({ line }) => line < yaml.brokenFrom);
  const syntax = yaml.problems.map(({ breaks, message, ...rest }) => ({
    ...rest,
    message:
      breaks && rest.line === yaml.brokenFrom ? `${message}; what follows is checked once this is mended` : message,
  }));
  const problems = [...syntax, ...placed]
    .map(({ line, column, path, message }) => ({ file, line, column, path: pathText(path), message }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  // One value is told once, by what was found first.
  return problems.filter(({ line, column, path }, index) => {
    const same = problems.findIndex((other) => other.line === line && other.column === column && other.path === path);
    return same === index;
  });
}
