/** The fake GitHub against real clients. One file to jest, so that GitHub's schema is read once. */
import './fake-github/tests/points.ts';
import './fake-github/tests/rest.ts';
import './fake-github/tests/limits.ts';
import './fake-github/tests/graphql.ts';
import './fake-github/tests/graphql-errors.ts';
import './fake-github/tests/faults.ts';
import './fake-github/tests/access.ts';
import './fake-github/tests/git.ts';
import './fake-github/tests/hooks.ts';
