import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import Papa from 'papaparse';

export type Row = Record<string, string>;

/** Rows of a CSV the app wrote, by the titles of its columns. */
export function rowsOf(path: string): Row[] {
  const { data, errors } = Papa.parse<Row>(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

/** A row of an analysis but for when it was computed. */
export const withoutTime = ({ 计算时间: _, ...row }: Row): Row => row;
