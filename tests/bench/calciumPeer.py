# The peer of measure.ts: calcium of sections by threshold and label; prints the milliseconds that it took, after one warm-up, or what
# it found of all sections: their calcified area, mm2, or the length of those that hold any, mm.
# calciumPeer.py JOB.json ms|area|length: sections of int16 one after the other, their size, spacing and distance, and the threshold of each.
import json, sys, time
import numpy as np
from scipy import ndimage

job = json.load(open(sys.argv[1]))
size, spacing, step = job['size'], job['spacing'], job['step']
sections = np.fromfile(job['file'], dtype='<i2').reshape(-1, size, size)
levels = np.asarray(job['levels'])[:, None, None]
middle = (size - 1) / 2
rows, columns = np.mgrid[0:size, 0:size]
degree = ((np.degrees(np.arctan2(rows - middle, columns - middle)) + 360) % 360).astype(int)
within = np.hypot(rows - middle, columns - middle) * spacing <= job['radius']


def run():
    mask = (sections > levels) & within
    labels, count = ndimage.label(mask, np.ones((3, 3, 3)))
    sizes = np.bincount(labels.ravel(), minlength=count + 1) * spacing ** 2 * step
    keep = sizes >= 1
    keep[0] = False
    kept = keep[labels]
    areas = kept.sum(axis=(1, 2)) * spacing ** 2
    arcs = [len(np.unique(degree[one])) for one in kept]
    return areas, arcs, step * np.count_nonzero(areas)


areas, arcs, length = run()
start = time.perf_counter()
run()
print({'ms': 1000 * (time.perf_counter() - start), 'area': areas.sum(), 'length': length}[sys.argv[2]])
