import { crsOfEpsg } from '../crs-of-name.ts';

/**
 * The known system (as `parseCrs` takes it) that the well-known text of a .prj states, or null: by its EPSG code where it carries one, else by
 * its datum, central meridian and false easting.
 */
export function crsOfPrj(text: string): string | null {
  const projected = /^\s*PROJ(?:CS|CRS)/i.test(text);
  const code = [...text.matchAll(/(?:AUTHORITY\["EPSG","|ID\["EPSG",)(\d{4,6})"?\]\s*\]/g)].at(-1);
  const known = code === undefined ? null : crsOfEpsg(Number(code[1]));
  if (known !== null) return known;
  const chinese = /China_Geodetic_Coordinate_System_2000|China_2000|CGCS_?2000/i.test(text);
  if (!projected) return chinese || /WGS_?(19)?84/i.test(text) ? 'wgs84' : null;
  if (/Mercator_Auxiliary_Sphere|Pseudo-?_?Mercator/i.test(text)) return 'EPSG:3857';
  if (!chinese || !/(Gauss_Kruger|Transverse_Mercator)/i.test(text)) return null;
  const parameter = (name: string): number => Number(new RegExp(`PARAMETER\\["${name}",\\s*([-\\d.]+)`, 'i').exec(text)?.[1]);
  return gaussKruger(
    parameter('Central_Meridian'),
    parameter('False_Easting'),
    /6_?Degree|6-degree/i.test(text) || !/3_?Degree|3-degree/i.test(text),
  );
}

/** The EPSG code of a CGCS2000 Gauss–Krüger zone. A meridian that both widths share is told by the zone number or the name. */
function gaussKruger(meridian: number, easting: number, wide: boolean): string | null {
  const zone = Math.floor(easting / 1e6);
  if (easting - zone * 1e6 !== 500_000) return null;
  const narrowZone = meridian / 3;
  const wideZone = (meridian + 3) / 6;
  if (Number.isInteger(wideZone) && wideZone >= 13 && wideZone <= 23 && (zone === 0 ? wide : zone === wideZone))
    return `EPSG:${(zone === 0 ? 4502 : 4491) + wideZone - 13}`;
  if (Number.isInteger(narrowZone) && narrowZone >= 25 && narrowZone <= 45 && (zone === 0 || zone === narrowZone))
    return `EPSG:${(zone === 0 ? 4534 : 4513) + narrowZone - 25}`;
  return null;
}
