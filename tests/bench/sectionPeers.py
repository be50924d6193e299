# The peers of sections.ts: cuts planes out of a volume of int16 and prints the milliseconds that it took, after one warm-up.
# sectionPeers.py vtk|scipy JOB.json OUT.int16|-
import json, sys, time
import numpy as np

tool, job, out = sys.argv[1:4]
job = json.load(open(job))
nx, ny, nz = job['dims']
volume = np.fromfile(job['file'], dtype='<i2').reshape(nz, ny, nx)
size, spacing = job['size'], job['spacing']
planes = job['planes']
half = spacing * (size - 1) / 2


def with_vtk():
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkCommonMath import vtkMatrix4x4
    from vtkmodules.vtkImagingCore import vtkImageReslice
    from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
    image = vtkImageData()
    image.SetDimensions(nx, ny, nz)
    image.SetSpacing(*job['voxel'])
    image.SetOrigin(*job['origin'])
    image.GetPointData().SetScalars(numpy_to_vtk(volume.ravel(), deep=0))
    reslice = vtkImageReslice()
    reslice.SetInputData(image)
    reslice.SetOutputDimensionality(2)
    reslice.SetInterpolationModeToLinear()
    reslice.SetOutputSpacing(spacing, spacing, 1)
    reslice.SetOutputOrigin(-half, -half, 0)
    reslice.SetOutputExtent(0, size - 1, 0, size - 1, 0, 0)
    reslice.SetBackgroundLevel(-1024)
    reslice.SetNumberOfThreads(1)
    matrix = vtkMatrix4x4()

    def run(keep):
        kept = []
        for origin, u, v, t in planes:
            for r in range(3):
                for c, axis in enumerate((u, v, t, origin)):
                    matrix.SetElement(r, c, axis[r])
            reslice.SetResliceAxes(matrix)
            reslice.Update()
            if keep:
                kept.append(vtk_to_numpy(reslice.GetOutput().GetPointData().GetScalars()).copy())
        return kept
    return run


def with_scipy():
    from scipy.ndimage import map_coordinates
    steps = (np.arange(size) * spacing - half)
    blocks = []
    for origin, u, v, t in planes:
        o, u, v = map(np.asarray, (origin, u, v))
        at = o + steps[None, :, None] * u + steps[:, None, None] * v
        blocks.append(((at - np.asarray(job['origin'])) / np.asarray(job['voxel']))[..., ::-1])
    coords = np.moveaxis(np.stack(blocks), -1, 0).copy()

    def run(keep):
        got = map_coordinates(volume, coords, order=1, mode='constant', cval=-1024, output=np.float32)
        return [np.rint(one).astype('<i2').ravel() for one in got] if keep else []
    return run


run = with_vtk() if tool == 'vtk' else with_scipy()
kept = run(out != '-')
start = time.perf_counter()
run(False)
print(1000 * (time.perf_counter() - start))
if out != '-':
    np.concatenate(kept).astype('<i2').tofile(out)
