package planted.backend.opencl;

import planted.backend.blas.BlasRoom;
import planted.backend.cpu.CpuRoom;

/// A backend that knows two others.
public final class OpenClRoom {
  CpuRoom cpu;
  BlasRoom blas;
}
