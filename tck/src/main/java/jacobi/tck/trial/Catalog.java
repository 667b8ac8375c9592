package jacobi.tck.trial;

import jacobi.tck.spec.Specification;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tests for a device.
public final class Catalog {
  private final Specification specification;
  private final Set<DType> dtypes;
  private final List<Test> tests = new ArrayList<>();

  /// A catalog without tests.
  ///
  /// @param dtypes what the device declares, and is to be tried
  public Catalog(Specification specification, Set<DType> dtypes) {
    this.specification = specification;
    this.dtypes = Set.copyOf(dtypes);
  }

  /// Adds a test.
  ///
  /// @param cases how many cases the quick budget has; 0 for one, whatever the budget
  public void add(String rule, String op, @Nullable DType dtype, int cases, Test.Body body) {
    tests.add(new Test(specification.rule(rule), op, dtype, cases, body));
  }

  /// The declared types, in order.
  public Set<DType> dtypes() {
    return dtypes.isEmpty() ? Set.of() : EnumSet.copyOf(dtypes);
  }

  /// The declared floats, in order.
  public Set<DType> floats() {
    Set<DType> floats = EnumSet.noneOf(DType.class);
    dtypes.stream().filter(DType::isFloat).forEach(floats::add);
    return floats;
  }

  /// The tests.
  public List<Test> tests() {
    return List.copyOf(tests);
  }

  /// The specification they are tests of.
  public Specification specification() {
    return specification;
  }
}
