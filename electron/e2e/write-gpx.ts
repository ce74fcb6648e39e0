import { writeFileSync } from 'node:fs';

export interface Fix {
  lon: number;
  lat: number;
  /** With its zone, ISO 8601. */
  time: string;
}

/** Writes a GPX file of one track. */
export function writeGpx(path: string, fixes: readonly Fix[]): void {
  const points = fixes.map(({ lon, lat, time }) => `<trkpt lon="${lon}" lat="${lat}"><time>${time}</time></trkpt>`);
  writeFileSync(
    path,
    `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${points.join('')}</trkseg></trk></gpx>`,
  );
}
