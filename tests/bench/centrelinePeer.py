# The peer of centreline.ts: scikit-image's minimal path over the same costs. Prints the milliseconds of the search, and the path's cost.
# centrelinePeer.py JOB.json
import json, sys, time
import numpy as np
from skimage.graph import MCP_Geometric

job = json.load(open(sys.argv[1]))
nx, ny, nz = job['dims']
cost = np.fromfile(job['file'], dtype=np.uint8).reshape(nz, ny, nx).astype(np.float64)
start, goal = [tuple(point[::-1]) for point in (job['start'], job['goal'])]
begun = time.perf_counter()
search = MCP_Geometric(cost, fully_connected=True, sampling=tuple(job['spacing'][::-1]))
reached, _ = search.find_costs([start], [goal])
search.traceback(goal)
print(1000 * (time.perf_counter() - begun), reached[goal])
