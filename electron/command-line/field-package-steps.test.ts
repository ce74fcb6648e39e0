import { expect, it } from 'vitest';
import { parseFieldPackage } from './field-package-steps.ts';
import { parseArguments } from './parse-arguments.ts';

it('reads the zone by its name, whatever it is called', () => {
  expect(parseFieldPackage('zone=东片=out/东片.fpkg')).toMatchObject({ zone: '东片', path: 'out/东片.fpkg' });
  expect(parseFieldPackage('zone=甲=乙=x.fpkg')).toMatchObject({ zone: '甲=乙', path: 'x.fpkg' });
  for (const value of ['东片=x.fpkg', 'zone==x.fpkg', 'zone=东片', 'zone=东片=x.gpkg', '']) expect(parseFieldPackage(value)).toBeNull();
});

it('gives each step the password file that follows it', () => {
  const read = parseArguments(
    '--headless --workspace w.gpkg --field-package zone=东片=a.fpkg --password-file p.txt --merge-package b.fpkg --password-file q.txt'.split(
      ' ',
    ),
  );
  expect(read).toMatchObject({
    ok: true,
    value: {
      steps: [
        { kind: 'fieldPackage', zone: '东片', path: 'a.fpkg', passwordPath: 'p.txt' },
        { kind: 'mergePackage', path: 'b.fpkg', passwordPath: 'q.txt' },
      ],
    },
  });
  const code = (line: string) => {
    const answer = parseArguments(line.split(' '));
    return answer.ok ? null : answer.failure.code;
  };
  expect(code('--workspace w.gpkg --password-file p.txt')).toBe('cliNothingToModify');
  expect(code('--workspace w.gpkg --field-package 东片')).toBe('cliBadValue');
});
