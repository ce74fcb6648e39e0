#!/bin/sh
# Positions in every CGCS2000 Gauss–Krüger zone by PROJ (cs2cs of Debian's proj-bin), frozen as shared/geo/fixtures/gauss-kruger-proj.csv:
#   sh build/references/gauss-kruger-reference.sh > shared/geo/fixtures/gauss-kruger-proj.csv
# Columns: EPSG number, longitude, latitude (EPSG:4490), easting, northing (metres).
set -eu
echo 'epsg,lon,lat,east,north'
epsg=4491
while [ "$epsg" -le 4554 ]; do
  if [ "$epsg" -le 4512 ]; then
    meridian=$(( 6 * ((epsg - 4491) % 11 + 13) - 3 ))
    width=29
  else
    meridian=$(( 3 * ((epsg - 4513) % 21 + 25) ))
    width=14
  fi
  for latitude in 3.5 18.25 29.875 39.908 53.5; do
    for tenths in "-$width" 0 "$width"; do
      longitude=$(awk "BEGIN { printf \"%.4f\", $meridian + $tenths / 10 }")
      # EPSG order: latitude, longitude in; northing, easting out.
      echo "$latitude $longitude" | cs2cs -f '%.4f' EPSG:4490 "EPSG:$epsg" |
        awk -v e="$epsg" -v lon="$longitude" -v lat="$latitude" '{ print e "," lon "," lat "," $2 "," $1 }'
    done
  done
  epsg=$((epsg + 1))
done
