/** A mission and what serves it, as a user would write them. */
export const objectives = [
  {
    objective: 'shop',
    title: 'Everyone finds, buys and gets what they need',
    why: 'It is what the company is for',
  },
  {
    objective: 'faster',
    title: 'Customers get improvements every week',
    why: 'Renewals depend on it',
    parent: 'shop',
    priority: 1,
    planned_share: 0.35,
    work: { labels: ['objective:faster'] },
  },
  {
    objective: 'pay',
    title: 'Customers can always pay',
    why: 'An hour of failed payments costs more than a sprint',
    parent: 'shop',
    priority: 2,
    planned_share: 0.25,
    work: { labels: ['objective:pay'] },
  },
  {
    objective: 'rules',
    title: 'Ready for the new payment rules',
    why: 'Without it we may not sell in every country',
    parent: 'pay',
    priority: 3,
    planned_share: 0.2,
    work: { milestones: ['Payment rules*'] },
  },
  {
    objective: 'cheaper',
    title: 'Changing the shop gets cheaper',
    why: 'Two thirds of the effort goes into old code',
    parent: 'shop',
    priority: 4,
    planned_share: 0.15,
    work: { labels: ['objective:cheaper'] },
  },
] as const;
