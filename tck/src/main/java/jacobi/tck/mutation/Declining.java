package jacobi.tck.mutation;

import jacobi.op.Op;
import jacobi.spi.Driver;
import jacobi.spi.OpSpec;
import jacobi.spi.Support;
import jacobi.tck.fake.Forwarding;
import java.util.function.Predicate;

/// Does not claim some composites, so they are decomposed.
record Declining(Driver real, Predicate<Op> which) implements Forwarding {
  @Override
  public Support supports(OpSpec spec) {
    return which.test(spec.op()) ? Support.decline("it is decomposed") : real.supports(spec);
  }
}
