import { type Crs, gaussKrugerZone } from '../../geo/crs.ts';

const unit = 'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]';
const wgs84 = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],${unit}]`;
const cgcs2000 = `GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],${unit}]`;

/** The .prj of a system as ESRI software writes it; null for the shifted systems of web maps, which have no name others know. */
export function prjOf({ id }: Crs): string | null {
  if (id === 'wgs84') return wgs84;
  if (id === 'EPSG:4490') return cgcs2000;
  if (id === 'EPSG:3857')
    return `PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",${wgs84},PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]`;
  const zone = id.startsWith('EPSG:') ? gaussKrugerZone(Number(id.slice(5))) : null;
  if (zone === null) return null;
  const { widthDegrees, centralMeridian, falseEasting } = zone;
  const number = Math.floor(falseEasting / 1e6);
  const name = `CGCS2000_${widthDegrees === 3 ? '3_Degree_' : ''}GK_${number === 0 ? `CM_${centralMeridian}E` : `Zone_${number}`}`;
  return `PROJCS["${name}",${cgcs2000},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${falseEasting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${centralMeridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;
}
