package jacobi.tck;

import jacobi.Options;
import jacobi.tck.junit.BackendConformance;
import jacobi.tck.run.Plan;
import jacobi.tck.trial.Budget;

/// The cpu backend, as a vendor would prove it.
class CpuConformanceTest implements BackendConformance {
  @Override
  public Options options() {
    return Options.of().withBackend("cpu");
  }

  @Override
  public Plan plan() {
    return Plan.of().with(Budget.STANDARD);
  }
}
