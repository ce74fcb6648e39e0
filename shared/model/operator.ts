import { z } from 'zod';

/** What a person at this machine may do, rising: each role may do what the one before it may. */
export const operatorRoles = ['viewer', 'recorder', 'planner', 'administrator'] as const;
export type OperatorRole = (typeof operatorRoles)[number];

/**
 * Who works at this machine: a local profile, asked for once and kept in the app's preferences. It says who made a change and
 * keeps a colleague from changing what is not theirs by accident; it is no login.
 */
export const operatorSchema = z.object({
  name: z.string().trim().min(1).max(60),
  unit: z.string().trim().max(120),
  role: z.enum(operatorRoles),
});
export type Operator = z.infer<typeof operatorSchema>;

/** The operator as changes name them: 名字（单位）. */
export const actorOf = ({ name, unit }: Operator): string => (unit === '' ? name : `${name}（${unit}）`);
