package planted.backend.blas;

import planted.backend.opencl.OpenClRoom;

/// A backend that knows another than the one it may know.
public final class BlasRoom {
  OpenClRoom opencl;
}
