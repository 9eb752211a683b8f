import { expect, test } from '@jest/globals';
import { goal } from './goal.fixture.ts';
import { guardrailsOf } from './guardrails.ts';

test('a floor where higher is better, a ceiling where lower is', () => {
  const guarded = goal({
    guardrails: [
      { measure: 'deployment_frequency', floor: 0.1 },
      { measure: 'change_fail_rate', floor: 0.15 },
      { measure: 'ci_duration', floor: 600 },
    ],
  });
  const values: Readonly<Record<string, number>> = { deployment_frequency: 0.4, change_fail_rate: 0.2 };
  expect(guardrailsOf(guarded, (measure) => values[measure])).toEqual([
    {
      measure: 'deployment_frequency',
      floor: 0.1,
      value: 0.4,
      text: 'Deployment frequency 0.4 a day, at least 0.1 a day is allowed',
      holds: true,
    },
    {
      measure: 'change_fail_rate',
      floor: 0.15,
      value: 0.2,
      text: 'Change fail rate 20 %, but at most 15 % is allowed',
      holds: false,
    },
    { measure: 'ci_duration', floor: 600, text: 'CI duration: no data, at most 10 min is allowed' },
  ]);
});

test('the very floor is allowed', () => {
  expect(guardrailsOf(goal(), () => 0.1)[0]?.holds).toBe(true);
});
