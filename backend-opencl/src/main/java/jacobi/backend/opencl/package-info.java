/// The OpenCL backend. Today it probes: it finds the loader, the vendors' drivers and their devices
/// through JOCL and explains what is missing.
@NullMarked
package jacobi.backend.opencl;

import org.jspecify.annotations.NullMarked;
