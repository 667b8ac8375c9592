package jacobi.tck.run;

import jacobi.tck.check.Checks;
import jacobi.tck.fake.Fault;
import jacobi.tck.fake.Faults;
import jacobi.tck.spec.Category;
import jacobi.tck.spec.Specification;
import jacobi.tck.trial.Bench;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Test;
import org.jspecify.annotations.Nullable;

/// Sees each category fail against a wrong backend before it is trusted.
final class Canaries {
  private final Specification specification;

  Canaries(Specification specification) {
    this.specification = specification;
  }

  /// Tries a category, or returns null if nothing of it can be tried yet.
  Result.@Nullable Canary of(Category category) {
    Fault fault = Faults.of(category);
    if (fault == null) {
      return new Result.Canary(category, "no fake", false, "there is no fake for it");
    }
    Plan plan = Plan.of().with(Filter.of(fault.selection())).stoppingAtFirst();
    try (Bench bench = new Bench(fault.options())) {
      var runner = new Runner(bench, plan);
      boolean tried = false;
      for (Test test : tests(bench)) {
        if (plan.filter().takes(test)) {
          Outcome outcome = runner.run(test);
          tried |= !outcome.isUntested();
          if (outcome.failed() > 0) {
            String message = outcome.failures().getFirst().message();
            return new Result.Canary(category, fault.says(), true, message);
          }
        }
      }
      return tried
          ? new Result.Canary(category, fault.says(), false, "no test of it failed")
          : null;
    }
  }

  private Iterable<Test> tests(Bench bench) {
    var catalog = new Catalog(specification, bench.lab().info().dtypes());
    Checks.add(catalog);
    return catalog.tests();
  }
}
