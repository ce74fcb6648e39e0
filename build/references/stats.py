"""Reference results of the statistics kernels, from independent libraries (Debian: python3-scipy, python3-sklearn, python3-libpysal,
python3-statsmodels). Writes the frozen fixtures beside the kernels:

    /usr/bin/python3 build/references/stats.py
"""

import json
import math
import warnings
from pathlib import Path

import numpy as np
import scipy
import scipy.sparse
import scipy.special
import scipy.stats
import sklearn
import statsmodels
from sklearn.cluster import DBSCAN
from statsmodels.stats.multitest import multipletests

warnings.filterwarnings("ignore")
import libpysal  # noqa: E402

analyses = Path(__file__).resolve().parents[2] / "shared" / "analyses"
versions = {module.__name__: module.__version__ for module in (np, scipy, sklearn, libpysal, statsmodels)}


def write(path, value):
    target = analyses / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"madeBy": "build/references/stats.py", "versions": versions, **value}, separators=(",", ":")) + "\n")
    print(target.relative_to(analyses), target.stat().st_size)


def sparse_of(weights):
    """A libpysal W as a sparse matrix in the order of its ids, each cell its own neighbour."""
    matrix = weights.sparse.tocsr().astype(float)
    matrix.setdiag(1)
    return (matrix > 0).astype(float)


def gi_star(matrix, x):
    """Ord and Getis 1995, eq. 5."""
    n = len(x)
    mean = x.mean()
    deviation = math.sqrt((x**2).sum() / n - mean**2)
    count = np.asarray(matrix.sum(axis=1)).ravel()
    with np.errstate(divide="ignore", invalid="ignore"):
        return (matrix @ x - mean * count) / (deviation * np.sqrt((n * count - count**2) / (n - 1)))


def inside_mask(rng, rows, columns):
    """A district with a ragged edge and a hole."""
    across, down = np.meshgrid((np.arange(columns) + 0.5) / columns - 0.5, (np.arange(rows) + 0.5) / rows - 0.5)
    radius = np.hypot(across, down)
    angle = np.arctan2(down, across)
    inside = (radius < 0.42 + 0.06 * np.sin(5 * angle)) & (np.hypot(across - 0.1, down + 0.05) > 0.08)
    return inside


def counts(rng, rows, columns):
    down, across = np.mgrid[0:rows, 0:columns]
    rate = 0.6 + 5 * np.exp(-((across - 0.3 * columns) ** 2 + (down - 0.4 * rows) ** 2) / 40)
    return rng.poisson(rate).astype(float)


def hot_spots():
    rng = np.random.default_rng(20261101)
    cases = []
    for shape, rows, columns, first_row in (("square", 22, 27, 0), ("hexagon", 21, 24, 6), ("hexagon", 20, 23, 7)):
        inside = inside_mask(rng, rows, columns)
        values = np.where(inside, counts(rng, rows, columns), 0)
        ids = np.flatnonzero(inside.ravel())
        row, column = np.divmod(ids, columns)
        odd = (row + first_row) % 2
        height = math.sqrt(3) / 2 if shape == "hexagon" else 1
        x = column + (odd / 2 if shape == "hexagon" else 0)
        y = row * height
        points = np.column_stack([x, y])
        for neighbourhood in ({"kind": "touching"}, {"kind": "within", "meters": 2.4}, {"kind": "within", "meters": 5}):
            if neighbourhood["kind"] == "touching":
                if shape == "square":
                    lattice = libpysal.weights.lat2W(rows, columns, rook=False).sparse.tocsr()[ids][:, ids]
                    lattice = lattice.tolil()
                    lattice.setdiag(1)
                    matrix = (lattice.tocsr() > 0).astype(float)
                else:
                    matrix = sparse_of(libpysal.weights.DistanceBand(points, 1 + 1e-9, binary=True, silence_warnings=True))
            else:
                matrix = sparse_of(libpysal.weights.DistanceBand(points, neighbourhood["meters"] + 1e-9, binary=True, silence_warnings=True))
            z = gi_star(matrix, values.ravel()[ids])
            p = scipy.special.erfc(np.abs(z) / math.sqrt(2))
            cases.append(
                {
                    "layout": {"shape": shape, "cellMeters": 1, "firstRow": first_row, "columns": columns, "rows": rows},
                    "neighbourhood": neighbourhood,
                    "inside": ids.tolist(),
                    "values": values.ravel()[ids].tolist(),
                    "z": z.tolist(),
                    "p": p.tolist(),
                    "benjaminiHochberg": multipletests(p, method="fdr_bh")[1].tolist(),
                    "benjaminiYekutieli": multipletests(p, method="fdr_by")[1].tolist(),
                }
            )
    write("hotspots/fixtures/gi-star.json", {"cases": cases})


def trends():
    """Mann-Kendall through scipy's Kendall tau against time: S and the tie-corrected variance by another road."""
    rng = np.random.default_rng(7)
    cases = []
    for length in (4, 8, 12, 24, 36):
        for slope, levels in ((0, None), (0.15, None), (-0.3, None), (0.1, 4), (0, 2)):
            values = slope * np.arange(length) + rng.normal(size=length)
            if levels:
                values = np.round(values * levels / 4)
            tau = scipy.stats.kendalltau(np.arange(length), values, variant="b")
            _, sizes = np.unique(values, return_counts=True)
            pairs = length * (length - 1) / 2
            untied = pairs - (sizes * (sizes - 1) / 2).sum()
            s = round(tau.statistic * math.sqrt(pairs * untied)) if untied else 0
            variance = (length * (length - 1) * (2 * length + 5) - (sizes * (sizes - 1) * (2 * sizes + 5)).sum()) / 18
            z = (s - np.sign(s)) / math.sqrt(variance) if variance > 0 else 0
            cases.append({"values": values.tolist(), "s": int(s), "z": float(z), "p": float(2 * scipy.stats.norm.sf(abs(z)))})
    write("hotspots/fixtures/mann-kendall.json", {"cases": cases})


def rates():
    """Empirical Bayes (Marshall 1991) written out; libpysal's and esda's smoothers use the same moments."""
    rng = np.random.default_rng(11)
    base = rng.integers(0, 60, 80).astype(float)
    events = rng.poisson(base * rng.gamma(3, 0.25, 80)).astype(float)
    has = base > 0
    overall = events[has].sum() / base[has].sum()
    rate = events[has] / base[has]
    variance = (base[has] * (rate - overall) ** 2).sum() / base[has].sum()
    between = max(0, variance - overall / base[has].mean())
    smoothed = np.full(len(base), overall)
    smoothed[has] = overall + between / (between + overall / base[has]) * (rate - overall)
    write("hotspots/fixtures/empirical-bayes.json", {"events": events.tolist(), "base": base.tolist(), "smoothed": smoothed.tolist()})


def tails():
    z = np.concatenate([np.linspace(0, 9, 181), [12, 20, 37]])
    write("hotspots/fixtures/normal.json", {"z": z.tolist(), "p": scipy.special.erfc(z / math.sqrt(2)).tolist()})


def clusters():
    rng = np.random.default_rng(3)
    cases = []
    for name, count, radius, minimum in (("city", 1500, 60, 6), ("dense", 1200, 25, 10), ("lone", 300, 40, 1), ("lattice", 900, 10, 4)):
        if name == "lattice":
            points = rng.integers(0, 60, (count, 2)) * 5.0
        else:
            centres = rng.uniform(0, 3000, (12, 2))
            points = np.vstack(
                [rng.uniform(0, 3000, (count // 3, 2)), centres[rng.integers(0, 12, count - count // 3)] + rng.normal(0, 70, (count - count // 3, 2))]
            ).round(3)
        model = DBSCAN(eps=radius, min_samples=minimum).fit(points)
        core = np.zeros(count, dtype=int)
        core[model.core_sample_indices_] = 1
        cases.append(
            {
                "name": name,
                "radiusMeters": radius,
                "minPoints": minimum,
                "x": points[:, 0].tolist(),
                "y": points[:, 1].tolist(),
                "labels": model.labels_.tolist(),
                "core": core.tolist(),
            }
        )
    write("clusters/fixtures/dbscan.json", {"cases": cases})


hot_spots()
trends()
rates()
tails()
clusters()
