"""Travel times on a road network by scipy, from roads as they are: noding, lengths, speeds and snapping done here, in nothing shared with the product.

usage: network-reference.py INPUT.json OUTPUT.json VERTICES.csv

INPUT:  {roads: [{nodeIds, coordinates, level, roadClass, oneway, maxspeedKmh}], speedKmh: {class: km/h}, unknownClassKmh,
         stations: [[lon, lat]], places: [[lon, lat]], matrixStations: n}
OUTPUT: {nearestStation, nearestSeconds: per place, matrixSeconds: rows of the first n stations, snapMeters: per place}
VERTICES: road,seq,node,lon,lat for the PostGIS reference
"""
import json
import math
import sys

import numpy as np
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

RADIUS = 6371008.8


def haversine(a, b):
    (lon1, lat1), (lon2, lat2) = np.radians(a), np.radians(b)
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(h))


def node_keys(roads):
    """A node for every vertex: by id, else by coordinates and level, with all levels joined where a road ends."""
    parent = {}

    def find(key):
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    levels = {}
    keys = []
    for road in roads:
        row = []
        for index, (lon, lat) in enumerate(road["coordinates"]):
            if road["nodeIds"]:
                key = ("id", road["nodeIds"][index])
            else:
                place = (round(lon * 1e7), round(lat * 1e7))
                key = (place, road["level"])
                levels.setdefault(place, set()).add(key)
            row.append(key)
        keys.append(row)
    for road, row in zip(roads, keys):
        if not road["nodeIds"]:
            for key in (row[0], row[-1]):
                for other in levels[key[0]]:
                    parent[find(other)] = find(key)
    number = {}
    return [[number.setdefault(find(key), len(number)) for key in row] for row in keys]


def cut(roads, keys, speeds, unknown):
    """Edges (from, to, seconds there, seconds back, positions, lengths)."""
    uses = {}
    for row in keys:
        for index, key in enumerate(row):
            uses[key] = uses.get(key, 0) + (2 if index in (0, len(row) - 1) else 1)
    edges = []
    for road, row in zip(roads, keys):
        kmh = speeds.get(road["roadClass"], 0) if road["roadClass"] else unknown
        if kmh > 0 and road["maxspeedKmh"]:
            kmh = min(kmh, road["maxspeedKmh"])
        if not kmh > 0:
            continue
        start = 0
        for index in range(1, len(row)):
            if uses[row[index]] < 2:
                continue
            positions = road["coordinates"][start : index + 1]
            lengths = [haversine(a, b) for a, b in zip(positions, positions[1:])]
            if sum(lengths) > 0 or row[start] != row[index]:
                seconds = sum(lengths) * 3.6 / kmh
                edges.append((row[start], row[index], seconds if road["oneway"] >= 0 else math.inf, seconds if road["oneway"] <= 0 else math.inf, positions, lengths))
            start = index
    return edges


def snap(edges, points):
    """(edge, fraction, metres) of the nearest point of an edge, on the plane that touches the ground at the point."""
    owner = np.array([e for e, edge in enumerate(edges) for _ in edge[5]])
    first = np.array([a for edge in edges for a in edge[4][:-1]])
    second = np.array([b for edge in edges for b in edge[4][1:]])
    before = np.array([sum(edge[5][:i]) for edge in edges for i in range(len(edge[5]))])
    length = np.array([l for edge in edges for l in edge[5]])
    found = []
    for lon, lat in points:
        scale = np.array([math.cos(math.radians(lat)), 1.0]) * math.radians(1) * RADIUS
        a = (first - [lon, lat]) * scale
        d = (second - first) * scale
        square = (d * d).sum(axis=1)
        t = np.clip(-(a * d).sum(axis=1) / np.where(square > 0, square, 1), 0, 1)
        distance = np.hypot(*(a + t[:, None] * d).T)
        best = int(np.argmin(distance))
        edge = owner[best]
        total = sum(edges[edge][5])
        found.append((int(edge), float((before[best] + t[best] * length[best]) / total) if total > 0 else 0.0, float(distance[best])))
    return found


def main():
    source, target, vertices = sys.argv[1:]
    with open(source, encoding="utf8") as file:
        task = json.load(file)
    roads = task["roads"]
    keys = node_keys(roads)
    with open(vertices, "w", encoding="utf8") as file:
        for index, (road, row) in enumerate(zip(roads, keys)):
            for seq, (key, (lon, lat)) in enumerate(zip(row, road["coordinates"])):
                file.write(f"{index},{seq},{key},{lon!r},{lat!r}\n")
    edges = cut(roads, keys, task["speedKmh"], task["unknownClassKmh"])
    stations, places = snap(edges, task["stations"]), snap(edges, task["places"])
    # Every snapped point becomes a node that cuts its edge; points of one edge in order.
    nodes = 1 + max(key for row in keys for key in row)
    on_edge = {}
    for number, (edge, fraction, _) in enumerate(stations + places):
        on_edge.setdefault(edge, []).append((fraction, nodes + number))
    best = {}

    def arc(a, b, seconds):
        # A sparse matrix keeps no zero: a billionth of a second stands for it.
        if seconds < math.inf:
            best[a, b] = min(best.get((a, b), math.inf), max(seconds, 1e-9))

    for index, (a, b, there, back, _, _) in enumerate(edges):
        stops = [(0.0, a), *sorted(on_edge.get(index, [])), (1.0, b)]
        for (f, u), (g, v) in zip(stops, stops[1:]):
            share = g - f
            arc(u, v, there * share if there < math.inf else math.inf)
            arc(v, u, back * share if back < math.inf else math.inf)
    size = nodes + len(stations) + len(places)
    rows, columns = zip(*best.keys())
    graph = csr_matrix((list(best.values()), (rows, columns)), shape=(size, size))
    at_places = slice(nodes + len(stations), size)
    seconds = np.empty((len(stations), len(places)))
    for station in range(len(stations)):
        seconds[station] = dijkstra(graph, indices=nodes + station)[at_places]
    nearest = seconds.argmin(axis=0)
    least = seconds.min(axis=0)
    plain = lambda values: [None if math.isinf(v) else round(float(v), 4) for v in values]
    with open(target, "w", encoding="utf8") as file:
        json.dump(
            {
                "madeWith": f"scipy {scipy.__version__}",
                "nearestStation": [None if math.isinf(t) else int(s) for s, t in zip(nearest, least)],
                "nearestSeconds": plain(least),
                "matrixSeconds": [plain(row) for row in seconds[: task["matrixStations"]]],
                "snapMeters": [round(p[2], 3) for p in places],
            },
            file,
        )


main()
