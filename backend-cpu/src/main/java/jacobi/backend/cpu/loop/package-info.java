/// How a kernel walks over strided operands: axes that lie one after the other are merged, the
/// innermost becomes the kernel's loop, and long walks are split over workers.
@NullMarked
package jacobi.backend.cpu.loop;

import org.jspecify.annotations.NullMarked;
